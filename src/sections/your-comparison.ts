import type { Population } from '../core/case.ts';
import { count, decimal } from '../core/format.ts';
import { defineSection, type Section } from './define-section.ts';
import { paragraph } from './parts/blocks.ts';
import { contributionWaterfall } from './parts/contribution-waterfall.ts';
import { gap, isNotAvailable } from './parts/gap.ts';

const POPULATIONS: Record<Population, string> = {
  applicants: 'your-comparison.applicants',
  'approved-near-cutoff': 'your-comparison.approved-near-cutoff',
};

export const yourComparison: Section = defineSection({
  meta: {
    id: 'your-comparison',
    answers: 'With whom was I compared, and what made the difference?',
    needs: { evidence: [], findings: ['attribution'] },
  },
  write({ findings: { attribution }, words }) {
    if (isNotAvailable(attribution)) return [gap(words, attribution.notAvailable)];
    const { background, spaces } = attribution;
    const [leading] = spaces;
    return [
      paragraph(words(POPULATIONS[background.population], { rows: count(background.rows) })),
      ...(leading === undefined
        ? []
        : [
            paragraph(
              words('your-comparison.numbers', {
                base: decimal(leading.baseValue),
                value: decimal(leading.value),
                cutoff: decimal(leading.cutoff),
              }),
            ),
          ]),
      ...contributionWaterfall(words, attribution),
      paragraph(words('your-comparison.note'), 'note'),
    ];
  },
});
