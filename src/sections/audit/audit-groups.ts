import type { Block } from '../../core/block.ts';
import type { AttributeAudit, BiasAudit, Estimated } from '../../core/findings.ts';
import { count, decimal, percentage } from '../../core/format.ts';
import type { FurtherAttribute } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { heading, numberColumn, paragraph, textColumn } from '../parts/blocks.ts';
import { comparisonTable } from '../parts/comparison-table.ts';
import { groupCharts } from '../parts/group-charts.ts';
import { groupTables } from '../parts/group-tables.ts';
import { pairTable } from '../parts/pair-table.ts';
import { ratioChart } from '../parts/ratio-chart.ts';

/** More groups than these are in the tables beside the paper. */
const MOST_GROUPS = 40;

export const auditGroups: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-groups',
    answers: 'How were decisions spread over the groups, how sure is that, and how fragile?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    return bias.attributes.flatMap((attribute) => {
      const further = bias.further?.attributes.find(({ name }) => name === attribute.name);
      return attributeBlocks(words, shortened(attribute), { bias, further, groups: attribute.groups.length });
    });
  },
});

interface Beside {
  bias: BiasAudit;
  further: FurtherAttribute | undefined;
  /** Before any were left for the tables. */
  groups: number;
}

function attributeBlocks(words: Words, attribute: AttributeAudit, { bias, further, groups }: Beside): Block[] {
  return [
    heading(attribute.label),
    paragraph(words('audit-groups.lead', { reference: attribute.reference })),
    ...(groups > MOST_GROUPS
      ? [paragraph(words('audit-groups.more', { shown: MOST_GROUPS, groups: count(groups) }))]
      : []),
    ...groupCharts(words, attribute, bias),
    ...ratioChart(words, { label: attribute.label, reference: attribute.reference, ratios: ratiosOf(attribute) }, bias),
    ...groupTables(words, attribute, bias),
    ...comparisonTable(words, attribute, bias),
    ...(further === undefined
      ? []
      : [...pairTable(words, further, { label: attribute.label, most: MOST_GROUPS }), ...unknown(words, further)]),
  ];
}

function ratiosOf({ groups, disparities }: AttributeAudit): { group: string; n: number; ratio: Estimated }[] {
  return disparities
    .filter(({ metric }) => metric === 'selectionRate')
    .map(({ group, ratio }) => ({ group, n: groups.find((each) => each.group === group)?.n ?? 0, ratio }));
}

function shortened(attribute: AttributeAudit): AttributeAudit {
  const groups = attribute.groups.slice(0, MOST_GROUPS);
  const names = new Set(groups.map(({ group }) => group));
  return { ...attribute, groups, disparities: attribute.disparities.filter(({ group }) => names.has(group)) };
}

/** What the rows of no known group could change at most. */
function unknown(words: Words, { name, unknown: { rows, share, bounds } }: FurtherAttribute): Block[] {
  const size = { rows: count(rows), share: percentage(share) };
  if (bounds.length === 0) return [paragraph(words('audit-groups.unknown', size), 'note')];
  return [
    {
      kind: 'table',
      id: `audit-unknown-${name}`,
      caption: words('audit-groups.unknown.caption', size),
      columns: [
        textColumn(words('audit-groups.column.group')),
        numberColumn(words('audit-groups.column.worst')),
        numberColumn(words('audit-groups.column.best')),
      ],
      rows: bounds.slice(0, MOST_GROUPS).map(({ group, low, high }) => [group, decimal(low), decimal(high)]),
      note: words('audit-groups.unknown.note'),
    },
  ];
}
