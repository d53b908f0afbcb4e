import type { Block } from '../core/block.ts';
import type { AttributeAudit, BiasAudit } from '../core/findings.ts';
import { percentage, readable, utcTime } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { facts, heading, paragraph } from './parts/blocks.ts';
import { comparisonTable } from './parts/comparison-table.ts';
import { exclusionTable } from './parts/exclusion-table.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { groupCharts } from './parts/group-charts.ts';
import { groupTables } from './parts/group-tables.ts';
import { profileBlocks } from './parts/profile-blocks.ts';

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
      exclusionTable(words, bias),
      heading(words('group-outcomes.profile.title')),
      ...profileBlocks(words, bias.profile),
      ...bias.attributes.flatMap((attribute) => outcomes(words, attribute, bias)),
    ];
  },
});

function outcomes(words: Words, attribute: AttributeAudit, bias: BiasAudit): Block[] {
  return [
    heading(attribute.label),
    paragraph(words('group-outcomes.attribute.lead', { reference: attribute.reference })),
    ...groupCharts(words, attribute, bias),
    ...groupTables(words, attribute, bias),
    ...comparisonTable(words, attribute, bias),
  ];
}
