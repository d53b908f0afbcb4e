import type { SpaceAttribution } from '../core/findings.ts';
import { differenceError, topProbabilities } from './rank-probability.ts';

/** How sure the order of attributions is, given that coalitions and background were drawn. */
export interface RankCertainty {
  /** True when two features' attributions differ by less than two standard errors of their difference. */
  areTied(one: number, other: number): boolean;
  /** [features]: probability to be among the four most adverse; null when the background is too small to tell. */
  topFour: Float64Array | null;
}

/**
 * @param about - `seed`: 32 hexadecimal digits, of the explanation
 * @see `topProbabilities` for the number of draws
 */
export function rankCertainty(
  { attributions, covariance }: Pick<SpaceAttribution, 'attributions' | 'covariance'>,
  { adverseIsHigh, seed }: { adverseIsHigh: boolean; seed: string },
): RankCertainty {
  const m = attributions.length;
  const values = attributions.map(({ attribution }) => attribution);
  const joint = covariance === undefined || covariance === null ? independent(attributions) : symmetric(covariance, m);
  const adverse = Float64Array.from(values, (value) => (adverseIsHigh ? value : -value));
  return {
    areTied: (one, other) => Math.abs(values[one]! - values[other]!) < 2 * differenceError(joint, m, [one, other]),
    topFour: covariance === null ? null : topProbabilities(adverse, joint, { top: 4, seed }),
  };
}

/** The covariance of attributions of which only the standard errors are known. */
function independent(attributions: SpaceAttribution['attributions']): Float64Array {
  const m = attributions.length;
  const covariance = new Float64Array(m * m);
  attributions.forEach(({ standardError, backgroundStandardError }, i) => {
    covariance[i * m + i] = standardError ** 2 + (backgroundStandardError ?? 0) ** 2;
  });
  return covariance;
}

/** [m, m] from its lower triangle, row by row. */
function symmetric(lower: readonly number[], m: number): Float64Array {
  const whole = new Float64Array(m * m);
  let at = 0;
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      whole[i * m + j] = lower[at]!;
      whole[j * m + i] = lower[at]!;
      at += 1;
    }
  }
  return whole;
}
