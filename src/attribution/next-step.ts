import type { Effort } from '../core/effort.ts';
import type { GameAttribution } from './attribute-game.ts';
import { pairCount } from './paired-design.ts';
import { type Precision, precisionOf, totalVariance } from './stop-rule.ts';

/** How much has been played: pairs of coalitions, against background rows. */
export interface Step {
  pairs: number;
  backgroundRows: number;
}

export interface Standing extends Step {
  /** Rows of the budget that are left. */
  left: number;
  /** Background rows at hand. */
  heldRows: number;
  adverseIsHigh: boolean;
  /** The relative error that will do. */
  precision: number;
}

/** A step is worth its overhead when it adds at least this part of what there is. */
const LEAST_GROWTH = 1 / 32;

/**
 * What to spend the next rows on. Coalitions are added until drawing them leaves no doubt, background rows where
 * drawing these is the larger doubt; each step at most doubles what there is.
 *
 * @param found - attributions of m players on the leading scale
 */
export function nextStep(found: GameAttribution, at: Standing): Step | Effort['stopped'] {
  const m = found.values.length;
  const isPrecise = (covariance: Float64Array): boolean => {
    const { relativeError, topFourResolved }: Precision = precisionOf(found.values, covariance, { ...found, ...at });
    return relativeError < at.precision && topFourResolved;
  };
  const coalitions = isPrecise(found.covariance);
  const moreRows = at.backgroundRows < at.heldRows;
  const morePairs = at.pairs < pairCount(m);
  if (coalitions && (!moreRows || isPrecise(jointCovariance(found))))
    return morePairs || moreRows ? 'precise' : 'exhausted';
  const background = found.backgroundCovariance;
  const rowsFirst = background === null || totalVariance(background, m) > totalVariance(found.covariance, m);
  if (moreRows && (rowsFirst || coalitions)) {
    const backgroundRows = grown(at.backgroundRows, at.heldRows, at.left / (2 * at.pairs + 2));
    return backgroundRows === null ? 'budget' : { ...at, backgroundRows };
  }
  const pairs = grown(at.pairs, pairCount(m), at.left / (2 * at.backgroundRows));
  return pairs === null ? 'budget' : { ...at, pairs };
}

/** At most twice as many, at most as many as there are, and only when it is worth while; null when it is not. */
function grown(now: number, most: number, affordable: number): number | null {
  const then = Math.min(2 * now, most, now + Math.floor(affordable));
  return then > now && (then === most || then - now >= now * LEAST_GROWTH) ? then : null;
}

/** [m, m]: of drawing coalitions and background together; the former alone where the latter cannot be told. */
export function jointCovariance({ covariance, backgroundCovariance }: GameAttribution): Float64Array {
  return backgroundCovariance === null ? covariance : covariance.map((value, at) => value + backgroundCovariance[at]!);
}
