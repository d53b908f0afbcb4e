import { logistic } from './logistic.ts';

const MOST_STEPS = 100;

/** With standard errors by the observed information. */
export interface LogisticLine {
  slope: number;
  intercept: number;
  slopeError: number;
  interceptError: number;
}

/**
 * The line of a logistic regression of positives on one variable, by Newton's method from counts.
 *
 *     maximise sum [positives ln f + negatives ln(1 - f)],   f = logistic(intercept + slope x)
 *
 * @param x - finite
 * @param positives - counts or weights by x
 * @param negatives - counts or weights by x
 * @returns null when it does not come to rest: x separates the two classes, or does not vary
 * @see Cox 1958, Biometrika 45(3/4), on recalibration
 */
export function logisticFit(
  x: ArrayLike<number>,
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
): LogisticLine | null {
  let intercept = 0;
  let slope = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let i = 0; i < x.length; i += 1) {
      const n = positives[i]! + negatives[i]!;
      const f = logistic(intercept + slope * x[i]!);
      const rest = positives[i]! - n * f;
      const weight = n * f * (1 - f);
      g0 += rest;
      g1 += rest * x[i]!;
      h00 += weight;
      h01 += weight * x[i]!;
      h11 += weight * x[i]! * x[i]!;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-12 * h00 * h11)) return null;
    const dIntercept = (h11 * g0 - h01 * g1) / determinant;
    const dSlope = (h00 * g1 - h01 * g0) / determinant;
    intercept += dIntercept;
    slope += dSlope;
    if (!Number.isFinite(intercept + slope) || Math.abs(slope) > 1e6) return null;
    if (Math.abs(dIntercept) + Math.abs(dSlope) < 1e-10 * (1 + Math.abs(intercept) + Math.abs(slope))) {
      return {
        slope,
        intercept,
        slopeError: Math.sqrt(h00 / determinant),
        interceptError: Math.sqrt(h11 / determinant),
      };
    }
  }
  return null;
}
