import type { ScoreDistribution } from './score-distribution.ts';
import { sum } from './score-distribution.ts';

/** Corners of a ROC curve from (0, 0) to (1, 1), by falling score. */
export interface RocCurve {
  readonly fpr: ArrayLike<number>;
  readonly tpr: ArrayLike<number>;
}

/** Null when one of the outcomes does not occur. */
export function rocCurve({ scores, positives, negatives }: ScoreDistribution): RocCurve | null {
  const [p, n] = [sum(positives), sum(negatives)];
  if (p === 0 || n === 0) return null;
  const fpr = new Float64Array(scores.length + 1);
  const tpr = new Float64Array(scores.length + 1);
  let [above, over] = [0, 0];
  for (let at = scores.length - 1; at >= 0; at -= 1) {
    above += positives[at] ?? 0;
    over += negatives[at] ?? 0;
    tpr[scores.length - at] = above / p;
    fpr[scores.length - at] = over / n;
  }
  return { fpr, tpr };
}

/** The integral over the false positive rate of the absolute distance of two curves, exact for straight pieces. */
export function areaBetween(one: RocCurve, two: RocCurve): number {
  const [first, second] = [reader(one), reader(two)];
  let area = 0;
  let from = 0;
  while (from < 1) {
    const left = first.after(from) - second.after(from);
    const to = Math.min(first.next(), second.next());
    if (!(to > from)) break;
    area += (to - from) * meanDistance(left, first.before(to) - second.before(to));
    from = to;
  }
  return area;
}

/** The mean of |d| where d runs straight from left to right. */
function meanDistance(left: number, right: number): number {
  if (left * right >= 0) return Math.abs(left + right) / 2;
  return (left * left + right * right) / (2 * Math.abs(left - right));
}

interface Reader {
  /** Just after x, where the curve may have jumped up; x never falls. */
  after(x: number): number;
  /** Just before x, up to the next corner. */
  before(x: number): number;
  /** The next corner. */
  next(): number;
}

/** Reads a curve at rising abscissae. */
function reader({ fpr, tpr }: RocCurve): Reader {
  let at = 0;
  const between = (x: number): number => {
    const [x0, x1] = [fpr[at] ?? 0, fpr[at + 1] ?? 1];
    const [y0, y1] = [tpr[at] ?? 0, tpr[at + 1] ?? 1];
    return x1 > x0 ? y0 + ((y1 - y0) * (x - x0)) / (x1 - x0) : y1;
  };
  return {
    after(x) {
      while (at + 1 < fpr.length - 1 && (fpr[at + 1] ?? 1) <= x) at += 1;
      return between(x);
    },
    before: between,
    next: () => fpr[at + 1] ?? 1,
  };
}
