import type { Interval, Proportion } from './proportion.ts';
import { wilson } from './wilson.ts';

/**
 * Newcombe's hybrid score interval of a difference of two rates, d = p1 - p2.
 *
 *     d - sqrt((p1 - l1)^2 + (u2 - p2)^2)  to  d + sqrt((u1 - p1)^2 + (p2 - l2)^2),   l, u by Wilson
 *
 * @param group - the first rate, n > 0
 * @param reference - the rate that is taken away, n > 0
 * @param z - standard errors on each side, e.g. 1.96
 * @returns ends in [-1, 1]
 * @see Newcombe 1998, Statistics in Medicine 17, p. 873, method 10
 * @example newcombe({ x: 12, n: 40 }, { x: 48, n: 80 }, 1.959963984540054); // { low: -0.4558..., high: -0.1107... }
 */
export function newcombe(group: Proportion, reference: Proportion, z: number): Interval {
  const p1 = group.x / group.n;
  const p2 = reference.x / reference.n;
  const one = wilson(group, z);
  const two = wilson(reference, z);
  return {
    low: p1 - p2 - Math.hypot(p1 - one.low, two.high - p2),
    high: p1 - p2 + Math.hypot(one.high - p1, p2 - two.low),
  };
}
