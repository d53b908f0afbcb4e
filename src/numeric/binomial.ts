/**
 * The binomial coefficient C(n, k), exact below 2^53 and Infinity-free up to n = 1000.
 * @example binomial(5, 2); // 10
 */
export function binomial(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) result = (result * (n - i + 1)) / i;
  return Math.round(result) === result || result > 2 ** 53 ? result : Math.round(result);
}
