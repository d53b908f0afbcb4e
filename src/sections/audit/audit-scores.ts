import type { Block } from '../../core/block.ts';
import type { BiasAudit } from '../../core/findings.ts';
import { count, percentage } from '../../core/format.ts';
import type { FurtherAttribute } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { attributeLabel } from '../parts/attribute-label.ts';
import { heading, paragraph } from '../parts/blocks.ts';
import { measureTable } from '../parts/measure-table.ts';
import { SCORE_MEASURES } from '../parts/score-measures.ts';

const MOST_GROUPS = 20;

export const auditScores: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-scores',
    answers: 'Do scores order and foretell as well for every group, beyond what chance gives?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const scored = (bias.further?.attributes ?? []).filter(({ measures }) =>
      measures.some(({ metric }) => SCORE_MEASURES.has(metric)),
    );
    if (scored.length === 0) return [paragraph(words('audit-scores.none'))];
    return [
      paragraph(words('audit-scores.lead', { positive: bias.positive })),
      ...scored.flatMap((attribute) => scoreBlocks(words, attribute, bias)),
    ];
  },
});

function scoreBlocks(words: Words, attribute: FurtherAttribute, bias: BiasAudit): Block[] {
  const label = attributeLabel(attribute, bias.attributes);
  const caption = words('audit-scores.caption', { attribute: label });
  const ofScores = attribute.measures.filter(({ metric }) => SCORE_MEASURES.has(metric));
  const definitions = bias.further?.definitions ?? [];
  return [
    heading(label),
    ...ordering(words, attribute, label, bias),
    ...measureTable(words, ofScores, { id: `scores-${attribute.name}`, caption, definitions }),
  ];
}

/** How well the scores order the people of each group, with the number of them whose outcome is known. */
function ordering(words: Words, { name, measures }: FurtherAttribute, label: string, bias: BiasAudit): Block[] {
  const groups = bias.attributes.find((each) => each.name === name)?.groups ?? [];
  const rows = measures
    .filter(({ metric, form }) => metric === 'auc' && form === 'value')
    .slice(0, MOST_GROUPS)
    .map(({ group, value, low, high }) => {
      const n = groups.find((each) => each.group === group)?.labelled ?? 0;
      return { label: words('audit-scores.chart.row', { group: group ?? '', n: count(n) }), value, low, high };
    });
  if (rows.length === 0) return [];
  const values = { attribute: label, confidence: percentage(bias.confidence, 0) };
  return [
    {
      kind: 'chart',
      caption: words('audit-scores.chart.caption', values),
      alt: words('audit-scores.chart.alt', values),
      chart: {
        type: 'intervals',
        axis: words('audit-scores.chart.axis'),
        panels: [{ title: words('audit-scores.chart.panel'), rows }],
        range: [0, 1],
        percent: false,
        lines: [{ label: words('audit-scores.chart.chance'), value: 0.5, dashed: true }],
      },
    },
  ];
}
