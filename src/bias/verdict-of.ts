import type { Disparity, RegimeProfile } from '../core/findings.ts';
import type { Comparison } from './compare-groups.ts';

/** Rates that rest on fewer rows than this lead to no verdict. */
const LEAST_ROWS = 30;

/**
 * Practical and statistical evidence together. A rate that is missing, a ratio that cannot be formed where the profile
 * asks for one, or fewer than 30 rows in either group make it inconclusive, never clear.
 *
 * @param pAdjusted - p after Holm; null when no test applied
 */
export function verdictOf(
  comparison: Comparison,
  pAdjusted: number | null,
  profile: RegimeProfile,
): Pick<Disparity, 'verdict' | 'because'> {
  const gap = inconclusive(comparison, pAdjusted);
  if (gap !== null) return { verdict: 'inconclusive', because: gap };
  const isSignificant = (pAdjusted ?? 1) < profile.significance;
  const test = `adjusted p ${isSignificant ? 'below' : 'not below'} ${profile.significance}`;
  if (!comparison.usesImpactRatio) {
    const because = `${test}; the profile sets no threshold for this gap`;
    return { verdict: isSignificant ? 'statistical-only' : 'clear', because };
  }
  const { numerator, denominator } = profile.impactRatio;
  const isBelow = comparison.belowImpactRatio === true;
  const because = `ratio ${isBelow ? 'below' : 'not below'} ${numerator}/${denominator}, ${test}`;
  if (isBelow) return { verdict: isSignificant ? 'flagged' : 'practical-only', because };
  return { verdict: isSignificant ? 'statistical-only' : 'clear', because };
}

function inconclusive(comparison: Comparison, pAdjusted: number | null): string | null {
  const { difference, ratio, usesImpactRatio, belowImpactRatio, smallest } = comparison;
  if (difference.value === null || pAdjusted === null) return difference.reason ?? 'no test applies';
  if (usesImpactRatio && belowImpactRatio === null) return ratio.reason ?? 'no ratio can be formed';
  return smallest < LEAST_ROWS ? `a rate rests on ${smallest} rows, fewer than ${LEAST_ROWS}` : null;
}
