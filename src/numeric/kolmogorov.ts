/**
 * The p-value of a two-sample Kolmogorov-Smirnov distance by the asymptotic law with Stephens' correction.
 *
 *     Q(l) = 2 sum over j >= 1 of (-1)^(j - 1) exp(-2 j^2 l^2),   l = (sqrt(e) + 0.12 + 0.11 / sqrt(e)) D,   e = n m / (n + m)
 *
 * @param distance - from 0 to 1
 * @returns a probability above 0; too high where scores are tied
 * @see Stephens 1970, Journal of the Royal Statistical Society B 32(1)
 */
export function kolmogorovP(distance: number, n: number, m: number): number {
  const root = Math.sqrt((n * m) / (n + m));
  const lambda = (root + 0.12 + 0.11 / root) * distance;
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let j = 1; j <= 100; j += 1) {
    const term = Math.exp(-2 * j * j * lambda * lambda);
    sum += j % 2 === 1 ? term : -term;
    if (term < 1e-17 * Math.abs(sum)) break;
  }
  return Math.min(1, Math.max(Number.MIN_VALUE, 2 * sum));
}
