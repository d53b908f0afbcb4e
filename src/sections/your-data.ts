import type { Block } from '../core/block.ts';
import { roundDecimals } from '../core/format.ts';
import { defineSection, type Section } from './define-section.ts';
import { paragraph, textColumn } from './parts/blocks.ts';
import { gap, isNotAvailable } from './parts/gap.ts';

export const yourData: Section = defineSection({
  meta: {
    id: 'your-data',
    answers: 'Which facts about me were used?',
    needs: { evidence: [], findings: ['attribution'] },
  },
  write({ findings: { attribution }, words }): Block[] {
    if (isNotAvailable(attribution)) return [gap(words, attribution.notAvailable)];
    return [
      paragraph(words('your-data.lead')),
      {
        kind: 'table',
        id: 'your-data',
        caption: words('your-data.caption'),
        columns: [textColumn(words('your-data.fact'), 2), textColumn(words('your-data.value'))],
        rows: attribution.features.map(({ label, value }) => [label, roundDecimals(value)]),
        note: words('your-data.note'),
      },
    ];
  },
});
