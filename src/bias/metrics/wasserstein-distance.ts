import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { rowsAt, rowsOf, walkTogether } from '../score-distribution.ts';

export const wassersteinDistance: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'wasserstein-distance',
    title: 'Wasserstein distance of scores',
    answers: 'On average, how far must a score be moved to turn one group\u2019s scores into the other\u2019s?',
    source: { work: 'Vallender 1974, Theory of Probability and Its Applications 18(4)' },
    limits: ['Never below 0.'],
    formula: 'integral of |F_g - F_r|',
    undefinedWhen: ['no_scores'],
    unit: 'score',
    parity: 0,
  },
  measure: (group, reference) => {
    const [n, m] = [rowsOf(group), rowsOf(reference)];
    if (n === 0 || m === 0) return missing('no_scores');
    let [one, two, area, before] = [0, 0, 0, Number.NaN];
    walkTogether(group, reference, (score, i, j) => {
      if (!Number.isNaN(before)) area += Math.abs(one / n - two / m) * (score - before);
      one += i === null ? 0 : rowsAt(group, i);
      two += j === null ? 0 : rowsAt(reference, j);
      before = score;
    });
    return { value: area };
  },
});
