import type { Verdict } from '../core/measures.ts';
import type { Fraction, RegimeProfile } from '../core/regime.ts';
import type { Proportion } from '../numeric/proportion.ts';
import { isBelowRatio } from './impact-ratio.ts';

/** Rates that rest on fewer rows than this are cleared of nothing. */
const LEAST_ROWS = 30;

interface Evidence {
  group: Proportion;
  reference: Proportion;
  /** Screened on the selection rate; other rates only where the profile screens every rate. */
  isSelectionRate: boolean;
  /** After Holm; null when no test applied. */
  pAdjusted: number | null;
}

/**
 * Practical and statistical evidence under any profile: flagged when both are past the profile's screening values,
 * practical-only or statistical-only when one is, clear when neither; inconclusive where a rate is missing, a threshold
 * cannot be held against it, or too few rows clear it.
 */
export function verdictUnder(profile: RegimeProfile, evidence: Evidence): Judgement {
  const screens = screensOf(profile, evidence);
  const { significance } = profile;
  const isSignificant = significance !== null && (evidence.pAdjusted ?? 1) < significance;
  const gap = gapIn(profile, evidence, screens, isSignificant);
  if (gap !== null) return { verdict: 'inconclusive', because: gap };
  const isPractical = screens.some(({ met }) => met === true);
  const tested = significance === null ? [] : [`adjusted p ${isSignificant ? 'below' : 'not below'} ${significance}`];
  const because = [...screens.map(({ met, words }) => `${met === true ? '' : 'not '}${words}`), ...tested].join(', ');
  if (isPractical) return { verdict: isSignificant ? 'flagged' : 'practical-only', because };
  return { verdict: isSignificant ? 'statistical-only' : 'clear', because };
}

interface Judgement {
  verdict: Verdict;
  because: string;
}

/** Why nothing can be concluded; null when something can. */
function gapIn(
  { significance }: RegimeProfile,
  { group, reference, pAdjusted }: Evidence,
  screens: readonly Screen[],
  isSignificant: boolean,
): string | null {
  if (group.n === 0 || reference.n === 0) return 'a group has no rows on which a rate could rest';
  if (screens.length === 0 && significance === null) return 'the profile sets no screening values';
  const open = screens.find(({ met }) => met === null);
  if (open !== undefined) return `${open.words}: the reference rate is zero`;
  if (significance !== null && pAdjusted === null) return 'no test applies';
  const smallest = Math.min(group.n, reference.n);
  return !isSignificant && smallest < LEAST_ROWS ? `a rate rests on ${smallest} rows, fewer than ${LEAST_ROWS}` : null;
}

interface Screen {
  /** Null when it cannot be told. */
  met: boolean | null;
  words: string;
}

function screensOf(profile: RegimeProfile, { group, reference, isSelectionRate }: Evidence): Screen[] {
  if (!isSelectionRate && profile.everyRate !== true) return [];
  const { impactRatio, upperRatio, difference } = profile;
  const screens: Screen[] = [];
  if (impactRatio !== null) {
    const met = reference.x === 0 ? null : isBelowRatio(group, reference, impactRatio);
    screens.push({ met, words: `ratio below ${inWords(impactRatio)}` });
  }
  if (upperRatio !== undefined) {
    screens.push({ met: isAbove(group, reference, upperRatio), words: `ratio above ${inWords(upperRatio)}` });
  }
  if (difference !== undefined) {
    screens.push({ met: isApart(group, reference, difference), words: `difference beyond ${inWords(difference)}` });
  }
  return screens;
}

function inWords({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}

/** group / reference > threshold, which is reference / group < 1 / threshold; null for a reference rate of 0. */
function isAbove(group: Proportion, reference: Proportion, { numerator, denominator }: Fraction): boolean | null {
  if (reference.x === 0) return null;
  return group.x > 0 && isBelowRatio(reference, group, { numerator: denominator, denominator: numerator });
}

/** |x1 / n1 - x2 / n2| > threshold, in integers. */
export function isApart(one: Proportion, two: Proportion, { numerator, denominator }: Fraction): boolean {
  if (![one.x, one.n, two.x, two.n].every(Number.isSafeInteger)) {
    return Math.abs(one.x / one.n - two.x / two.n) > numerator / denominator;
  }
  const apart = BigInt(one.x) * BigInt(two.n) - BigInt(two.x) * BigInt(one.n);
  const size = apart < 0n ? -apart : apart;
  return size * BigInt(denominator) > BigInt(numerator) * BigInt(one.n) * BigInt(two.n);
}
