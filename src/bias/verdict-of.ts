import type { Estimated } from '../core/findings.ts';
import type { Verdict } from '../core/measures.ts';
import type { Fraction, RegimeProfile } from '../core/regime.ts';
import type { Proportion } from '../numeric/proportion.ts';
import { isBelowRatio } from './impact-ratio.ts';

/** Rates that rest on fewer rows than this are cleared of nothing; only significant evidence counts on so few. */
const LEAST_ROWS = 30;

/** Two rates that were compared. */
export interface Evidence {
  one: Proportion;
  two: Proportion;
  /** Its reason says why there is nothing to compare. */
  difference: Pick<Estimated, 'value' | 'reason'>;
  /** Screened on the selection rate; other rates only where the profile screens every rate. */
  isSelectionRate: boolean;
  /** After Holm; null when no test applied. */
  pAdjusted: number | null;
}

/**
 * Practical and statistical evidence together: flagged when both are past the profile's screening values, practical-only
 * or statistical-only when one is, clear when neither. A rate that is missing, a ratio that cannot be formed where the
 * profile asks for one, or no screening value at all make it inconclusive, never clear; so do fewer than 30 rows in
 * either group, unless the test is significant even so.
 */
export function verdictOf(profile: RegimeProfile, evidence: Evidence): { verdict: Verdict; because: string } {
  const { significance } = profile;
  const screens = screensOf(profile, evidence);
  const isSignificant = significance !== null && (evidence.pAdjusted ?? 1) < significance;
  const few = tooFew(evidence);
  const gap = missingPart(profile, evidence, screens) ?? (isSignificant ? null : few);
  if (gap !== null) return { verdict: 'inconclusive', because: gap };
  const lone = isSignificant ? 'statistical-only' : 'clear';
  const tested = significance === null ? [] : [`adjusted p ${isSignificant ? '' : 'not '}below ${significance}`];
  const because = [...screens.map(inWords), ...tested].join(', ') + (few === null ? '' : `, though ${few}`);
  if (screens.length === 0) return { verdict: lone, because: `${because}; the profile sets no threshold for this gap` };
  if (!screens.some(({ met }) => met === true)) return { verdict: lone, because: because + watched(profile, evidence) };
  return { verdict: isSignificant ? 'flagged' : 'practical-only', because };
}

function tooFew({ one, two }: Evidence): string | null {
  const smallest = Math.min(one.n, two.n);
  return smallest < LEAST_ROWS ? `a rate rests on ${Math.floor(smallest)} rows, fewer than ${LEAST_ROWS}` : null;
}

/** Why nothing can be concluded; null when something can. */
function missingPart(
  { significance }: RegimeProfile,
  { difference, pAdjusted }: Evidence,
  screens: readonly Screen[],
): string | null {
  if (significance === null && screens.length === 0) return 'the profile sets no screening values';
  if (difference.value === null) return difference.reason ?? 'no rate can be formed';
  if (screens.some(({ met }) => met === null)) return 'the reference rate is zero, and the profile asks for a ratio';
  return significance !== null && pAdjusted === null ? 'no test applies' : null;
}

interface Screen {
  /** Null when it cannot be told. */
  met: boolean | null;
  what: 'ratio' | 'difference';
  how: string;
}

function inWords({ what, how, met }: Screen): string {
  return `${what} ${met === true ? '' : 'not '}${how}`;
}

function screensOf(profile: RegimeProfile, { one, two, isSelectionRate }: Evidence): Screen[] {
  if (!isSelectionRate && profile.everyRate !== true) return [];
  const { impactRatio, upperRatio, difference } = profile;
  const screens: Screen[] = [];
  if (impactRatio !== null) {
    const met = two.x === 0 ? null : isBelowRatio(one, two, impactRatio);
    screens.push({ met, what: 'ratio', how: `below ${written(impactRatio)}` });
  }
  if (upperRatio !== undefined) {
    screens.push({ met: isAbove(one, two, upperRatio), what: 'ratio', how: `above ${written(upperRatio)}` });
  }
  if (difference !== undefined) {
    const met = one.n > 0 && two.n > 0 ? isApart(one, two, difference) : null;
    screens.push({ met, what: 'difference', how: `beyond ${written(difference)}` });
  }
  return screens;
}

/** A ratio past the line from which the profile watches it. */
function watched({ monitorRatio }: RegimeProfile, { one, two, isSelectionRate }: Evidence): string {
  const isWatched = isSelectionRate && monitorRatio !== undefined && two.x > 0 && isBelowRatio(one, two, monitorRatio);
  return isWatched ? `; to be watched, for the ratio is below ${written(monitorRatio)}` : '';
}

function written({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}

/** group / reference > threshold, which is reference / group < 1 / threshold; null for a reference rate of 0. */
function isAbove(one: Proportion, two: Proportion, { numerator, denominator }: Fraction): boolean | null {
  if (two.x === 0) return null;
  return one.x > 0 && isBelowRatio(two, one, { numerator: denominator, denominator: numerator });
}

/** |x1 / n1 - x2 / n2| > threshold, in integers where they are. */
export function isApart(one: Proportion, two: Proportion, { numerator, denominator }: Fraction): boolean {
  if (![one.x, one.n, two.x, two.n].every(Number.isSafeInteger)) {
    return Math.abs(one.x / one.n - two.x / two.n) > numerator / denominator;
  }
  const apart = BigInt(one.x) * BigInt(two.n) - BigInt(two.x) * BigInt(one.n);
  const size = apart < 0n ? -apart : apart;
  return size * BigInt(denominator) > BigInt(numerator) * BigInt(one.n) * BigInt(two.n);
}
