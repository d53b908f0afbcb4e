import { normalSurvival } from './normal-survival.ts';

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Newton's steps grow from 0 by at least 1 / z each, so that z = 38 needs fewer than this. */
const MOST_STEPS = 2000;

/**
 * The number of standard errors on each side of a two-sided normal interval: the z with P(|Z| > z) = 1 - confidence.
 *
 * Newton's method on the survival function, which is convex right of 0, so that the steps never overshoot.
 *
 * @param confidence - strictly between 0 and 1
 * @throws RangeError outside of it
 * @example criticalZ(0.95); // 1.959963984540054
 */
export function criticalZ(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('a confidence lies strictly between 0 and 1');
  const tail = (1 - confidence) / 2;
  let z = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = z + (normalSurvival(z) - tail) * ROOT_TWO_PI * Math.exp((z * z) / 2);
    if (next <= z) return z;
    z = next;
  }
  return z;
}
