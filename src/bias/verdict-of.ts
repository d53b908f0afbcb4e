import type { Disparity } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import type { Comparison } from './compare-groups.ts';

/** Rates that rest on fewer rows than this are cleared of nothing; only significant evidence counts on so few. */
const LEAST_ROWS = 30;

/**
 * Practical and statistical evidence together. A rate that is missing or a ratio that cannot be formed where the profile
 * asks for one make it inconclusive, never clear; so do fewer than 30 rows in either group, unless the test is
 * significant even so.
 *
 * @param pAdjusted - p after Holm; null when no test applied
 */
export function verdictOf(
  comparison: Comparison,
  pAdjusted: number | null,
  profile: RegimeProfile,
): Pick<Disparity, 'verdict' | 'because'> {
  const { impactRatio, significance } = profile;
  if (significance === null) return { verdict: 'inconclusive', because: 'the profile sets no screening values' };
  const isSignificant = (pAdjusted ?? 1) < significance;
  const few = tooFew(comparison);
  const gap = missingPart(comparison, pAdjusted) ?? (isSignificant ? null : few);
  if (gap !== null) return { verdict: 'inconclusive', because: gap };
  const test = `adjusted p ${isSignificant ? 'below' : 'not below'} ${significance}${few === null ? '' : `, though ${few}`}`;
  const lone = isSignificant ? 'statistical-only' : 'clear';
  if (!comparison.usesImpactRatio || impactRatio === null) {
    return { verdict: lone, because: `${test}; the profile sets no threshold for this gap` };
  }
  const isBelow = comparison.belowImpactRatio === true;
  const because = `ratio ${isBelow ? 'below' : 'not below'} ${impactRatio.numerator}/${impactRatio.denominator}, ${test}`;
  if (isBelow) return { verdict: isSignificant ? 'flagged' : 'practical-only', because };
  return { verdict: lone, because };
}

function tooFew({ smallest }: Comparison): string | null {
  return smallest < LEAST_ROWS ? `a rate rests on ${smallest} rows, fewer than ${LEAST_ROWS}` : null;
}

function missingPart(comparison: Comparison, pAdjusted: number | null): string | null {
  const { difference, ratio, usesImpactRatio, belowImpactRatio } = comparison;
  if (difference.value === null || pAdjusted === null) return difference.reason ?? 'no test applies';
  return usesImpactRatio && belowImpactRatio === null ? (ratio.reason ?? 'no ratio can be formed') : null;
}
