import type { ScoreDistribution } from './score-distribution.ts';
import { sum } from './score-distribution.ts';

/** Corners of a ROC curve from (0, 0) to (1, 1), by falling score. */
export interface RocCurve {
  readonly fpr: number[];
  readonly tpr: number[];
}

/** Null when one of the outcomes does not occur. */
export function rocCurve({ scores, positives, negatives }: ScoreDistribution): RocCurve | null {
  const [p, n] = [sum(positives), sum(negatives)];
  if (p === 0 || n === 0) return null;
  const curve: RocCurve = { fpr: [0], tpr: [0] };
  let [above, over] = [0, 0];
  for (let at = scores.length - 1; at >= 0; at -= 1) {
    above += positives[at] ?? 0;
    over += negatives[at] ?? 0;
    curve.tpr.push(above / p);
    curve.fpr.push(over / n);
  }
  return curve;
}

/** The integral over the false positive rate of the absolute distance of two curves, exact for straight pieces. */
export function areaBetween(one: RocCurve, two: RocCurve): number {
  const cuts = Float64Array.from([...one.fpr, ...two.fpr]).sort();
  const [first, second] = [reader(one), reader(two)];
  let area = 0;
  for (let i = 1; i < cuts.length; i += 1) {
    const [from, to] = [cuts[i - 1] ?? 0, cuts[i] ?? 0];
    if (to <= from) continue;
    const left = first.after(from) - second.after(from);
    const right = first.before(to) - second.before(to);
    area += (to - from) * meanDistance(left, right);
  }
  return area;
}

/** The mean of |d| where d runs straight from left to right. */
function meanDistance(left: number, right: number): number {
  if (left * right >= 0) return Math.abs(left + right) / 2;
  return (left * left + right * right) / (2 * Math.abs(left - right));
}

/** Reads a curve at rising abscissae: just after one, where it may have jumped up, and just before. */
function reader({ fpr, tpr }: RocCurve): { after(x: number): number; before(x: number): number } {
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
  };
}
