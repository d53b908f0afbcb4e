import type { FlipRecord } from '../core/measures.ts';
import type { Fraction } from '../core/regime.ts';
import type { Proportion } from '../numeric/proportion.ts';
import { isBelowRatio } from './impact-ratio.ts';

/**
 * Would one selection moved from one group to the other change the answer? Then a single decision carries the finding.
 *
 * @param threshold - the profile's ratio; null when it sets none
 * @see EEOC 1979, Questions and Answers on the Uniform Guidelines
 */
export function flipOf(group: Proportion, reference: Proportion, threshold: Fraction | null): FlipRecord {
  const changes = new Set<'threshold' | 'sign'>();
  for (const move of [1, -1]) {
    const one = { x: group.x + move, n: group.n };
    const two = { x: reference.x - move, n: reference.n };
    if (!isPossible(one) || !isPossible(two)) continue;
    if (threshold !== null && below(one, two, threshold) !== below(group, reference, threshold))
      changes.add('threshold');
    if (signOf(group, reference) * signOf(one, two) < 0) changes.add('sign');
  }
  return { fragile: changes.size > 0, changes: [...changes].sort().reverse() };
}

function isPossible({ x, n }: Proportion): boolean {
  return x >= 0 && x <= n;
}

function below(group: Proportion, reference: Proportion, threshold: Fraction): boolean {
  return reference.x > 0 && isBelowRatio(group, reference, threshold);
}

function signOf(one: Proportion, two: Proportion): number {
  return Math.sign(one.x * two.n - two.x * one.n);
}
