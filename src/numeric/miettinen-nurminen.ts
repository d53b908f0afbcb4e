import type { Interval, Proportion } from './proportion.ts';

/**
 * Miettinen and Nurminen's score interval of a difference of two rates, d = p1 - p2: every d0 that the score test with
 * the rates restricted to p1 - p2 = d0 does not reject.
 *
 *     (d - d0)^2 / [(q1 (1 - q1) / n1 + q2 (1 - q2) / n2) N / (N - 1)] <= z^2,   q1 = q2 + d0 by maximum likelihood
 *
 * @param group - the first rate, n > 0
 * @param reference - the rate that is taken away, n > 0
 * @param z - standard errors on each side, e.g. 1.96
 * @returns ends in [-1, 1]
 * @see Miettinen & Nurminen 1985, Statistics in Medicine 4(2)
 * @example miettinenNurminen({ x: 9, n: 20 }, { x: 9, n: 20 }, 1.959963984540054); // { low: -0.296..., high: 0.296... }
 */
export function miettinenNurminen(group: Proportion, reference: Proportion, z: number): Interval {
  const difference = group.x / group.n - reference.x / reference.n;
  const exceeds = (d0: number): boolean => Math.abs(score(group, reference, difference, d0)) > z;
  return { low: edge(difference, -1, exceeds), high: edge(difference, 1, exceeds) };
}

/** Where the test begins to reject between the estimate and the end of the scale. */
function edge(inside: number, end: number, exceeds: (d0: number) => boolean): number {
  if (!exceeds(end)) return end;
  let near = inside;
  let far = end;
  for (let step = 0; step < 200; step += 1) {
    const middle = (near + far) / 2;
    if (middle === near || middle === far) break;
    if (exceeds(middle)) far = middle;
    else near = middle;
  }
  return near;
}

function score(one: Proportion, two: Proportion, difference: number, d0: number): number {
  const q2 = restrictedRate(one, two, d0);
  const q1 = Math.min(1, Math.max(0, q2 + d0));
  const total = one.n + two.n;
  const variance = ((q1 * (1 - q1)) / one.n + (q2 * (1 - q2)) / two.n) * (total / (total - 1));
  if (variance <= 0) return difference === d0 ? 0 : Number.POSITIVE_INFINITY;
  return (difference - d0) / Math.sqrt(variance);
}

/** The maximum-likelihood rate of the reference when the rates differ by d0: the middle root of a cubic. */
function restrictedRate(one: Proportion, two: Proportion, d0: number): number {
  const total = one.n + two.n;
  const hits = one.x + two.x;
  const l2 = (one.n + 2 * two.n) * d0 - total - hits;
  const l1 = (two.n * d0 - total - 2 * two.x) * d0 + hits;
  const l0 = two.x * d0 * (1 - d0);
  const b = l2 / (3 * total);
  const q = b * b * b - (l1 * l2) / (6 * total * total) + l0 / (2 * total);
  const p = Math.sign(q) * Math.sqrt(Math.max(0, b * b - l1 / (3 * total)));
  const cosine = p === 0 ? 0 : Math.min(1, Math.max(-1, q / (p * p * p)));
  const angle = (Math.PI + Math.acos(cosine)) / 3;
  return Math.min(1, 1 - d0, Math.max(0, -d0, 2 * p * Math.cos(angle) - b));
}
