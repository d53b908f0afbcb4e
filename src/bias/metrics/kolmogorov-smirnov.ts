import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { rowsAt, rowsOf, walkTogether } from '../score-distribution.ts';

export const kolmogorovSmirnov: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'kolmogorov-smirnov',
    title: 'Kolmogorov-Smirnov distance of scores',
    answers: 'At most, how far apart are the shares of two groups at or below a score?',
    source: { work: 'Stephens 1970, Journal of the Royal Statistical Society B 32(1)' },
    limits: ['Never below 0.'],
    formula: 'max over s of |F_g(s) - F_r(s)|',
    undefinedWhen: ['no_scores'],
    unit: 'gap',
    parity: 0,
  },
  measure: (group, reference) => {
    const [n, m] = [rowsOf(group), rowsOf(reference)];
    if (n === 0 || m === 0) return missing('no_scores');
    let [one, two, largest] = [0, 0, 0];
    walkTogether(group, reference, (_, i, j) => {
      one += i === null ? 0 : rowsAt(group, i);
      two += j === null ? 0 : rowsAt(reference, j);
      largest = Math.max(largest, Math.abs(one / n - two / m));
    });
    return { value: largest };
  },
});
