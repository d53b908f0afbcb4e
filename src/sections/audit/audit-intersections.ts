import type { Block } from '../../core/block.ts';
import type { BiasAudit } from '../../core/findings.ts';
import { count, percentage } from '../../core/format.ts';
import type { FurtherAttribute } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { attributeLabel } from '../parts/attribute-label.ts';
import { heading, numberColumn, paragraph, textColumn } from '../parts/blocks.ts';
import { pairTable } from '../parts/pair-table.ts';
import { ratioChart } from '../parts/ratio-chart.ts';
import { worstCase } from '../parts/worst-case.ts';

const MOST_GROUPS = 30;

export const auditIntersections: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-intersections',
    answers: 'What happens where two attributes meet, and does a tiny group decide it?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const crossed = (bias.further?.attributes ?? []).filter(({ attributes }) => attributes.length > 1);
    if (crossed.length === 0) return [paragraph(words('audit-intersections.none'))];
    return [
      paragraph(words('audit-intersections.lead')),
      ...crossed.flatMap((attribute) => crossing(words, attribute, bias)),
    ];
  },
});

function crossing(words: Words, attribute: FurtherAttribute, bias: BiasAudit): Block[] {
  const { reference, pairs } = attribute;
  const label = attributeLabel(attribute, bias.attributes);
  const ratios = pairs.slice(0, MOST_GROUPS).map(({ group, counts: { n }, ratio }) => ({ group, n, ratio }));
  return [
    heading(label),
    ...worstCase(words, attribute),
    ...ratioChart(words, { label, reference, ratios }, bias),
    sizes(words, attribute, label),
    ...pairTable(words, attribute, { label, most: MOST_GROUPS }),
  ];
}

function sizes(words: Words, { name, groups }: FurtherAttribute, label: string): Block {
  return {
    kind: 'table',
    id: `audit-sizes-${name}`,
    caption: words('audit-intersections.sizes.caption', { attribute: label }),
    columns: [
      textColumn(words('audit-intersections.column.group'), 2),
      numberColumn(words('audit-intersections.column.n')),
      numberColumn(words('audit-intersections.column.share')),
      textColumn(words('audit-intersections.column.eligible'), 2),
    ],
    rows: groups
      .slice(0, MOST_GROUPS)
      .map(({ group, n, share, eligible, because }) => [
        ...[group, count(n), percentage(share)],
        eligible
          ? words('audit-intersections.eligible')
          : words('audit-intersections.not-eligible', { because: because ?? '' }),
      ]),
  };
}
