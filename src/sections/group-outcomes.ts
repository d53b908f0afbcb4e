import type { Block } from '../core/block.ts';
import type { AttributeAudit, BiasAudit } from '../core/findings.ts';
import { compact, count, fraction, percentage, readable, utcTime } from '../core/format.ts';
import type { RegimeProfile } from '../core/regime.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { callout, facts, heading, numberColumn, paragraph, textColumn } from './parts/blocks.ts';
import { comparisonTable } from './parts/comparison-table.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { groupCharts } from './parts/group-charts.ts';
import { groupTables } from './parts/group-tables.ts';
import { yesOrNo } from './parts/yes-or-no.ts';

export const groupOutcomes: Section = defineSection({
  meta: {
    id: 'group-outcomes',
    answers: 'How were decisions spread over groups, and how sure are the rates?',
    needs: { evidence: [], findings: ['bias'] },
  },
  write({ findings: { bias }, words }) {
    if (isNotAvailable(bias)) return [gap(words, bias.notAvailable)];
    return [
      paragraph(words('group-outcomes.lead', { favourable: bias.favourable, positive: bias.positive })),
      facts([
        { term: words('group-outcomes.slice'), value: readable(bias.slice.description) },
        {
          term: words('group-outcomes.period'),
          value: words('group-outcomes.period-value', { from: utcTime(bias.slice.from), to: utcTime(bias.slice.to) }),
        },
        { term: words('group-outcomes.confidence'), value: percentage(bias.confidence, 0) },
      ]),
      exclusions(words, bias),
      heading(words('group-outcomes.profile.title')),
      ...profile(words, bias.profile),
      ...bias.attributes.flatMap((attribute) => outcomes(words, attribute, bias)),
    ];
  },
});

/** Rows read = rows used + the rows of every exclusion. */
function exclusions(words: Words, { rowsRead, used, exclusions: excluded }: BiasAudit): Block {
  return {
    kind: 'table',
    id: 'group-exclusions',
    caption: words('group-outcomes.exclusions.caption'),
    columns: [
      textColumn(words('group-outcomes.exclusions.what'), 3),
      numberColumn(words('group-outcomes.exclusions.rows')),
    ],
    rows: [
      [words('group-outcomes.exclusions.read'), count(rowsRead)],
      ...excluded.map(({ reason, rows }) => [words('group-outcomes.exclusions.excluded', { reason }), count(rows)]),
      [words('group-outcomes.exclusions.used'), count(used)],
    ],
  };
}

function profile(words: Words, found: RegimeProfile): Block[] {
  const { impactRatio, significance } = found;
  const from = utcTime(found.effectiveFrom);
  return [
    callout('neutral', words('group-outcomes.profile.status-title'), words('group-outcomes.profile.status-text')),
    facts([
      { term: words('group-outcomes.profile.name'), value: `${found.title} (${found.id})` },
      { term: words('group-outcomes.profile.jurisdiction'), value: found.jurisdiction },
      { term: words('group-outcomes.profile.citation'), value: found.citation },
      {
        term: words('group-outcomes.profile.dates'),
        value:
          found.effectiveTo === null
            ? words('group-outcomes.profile.open', { from })
            : words('group-outcomes.profile.dates-value', { from, to: utcTime(found.effectiveTo) }),
      },
      { term: words('group-outcomes.profile.binding'), value: yesOrNo(words, found.binding) },
      {
        term: words('group-outcomes.profile.ratio'),
        value: fraction(impactRatio),
      },
      {
        term: words('group-outcomes.profile.significance'),
        value:
          significance === null
            ? fraction(null)
            : words('group-outcomes.profile.significance-value', { p: compact(significance) }),
      },
    ]),
  ];
}

function outcomes(words: Words, attribute: AttributeAudit, bias: BiasAudit): Block[] {
  return [
    heading(attribute.label),
    paragraph(words('group-outcomes.attribute.lead', { reference: attribute.reference })),
    ...groupCharts(words, attribute, bias),
    ...groupTables(words, attribute, bias),
    ...comparisonTable(words, attribute, bias),
  ];
}
