/**
 * The Kullback-Leibler divergence in nats, sum p ln(p / q); infinite where q is 0 and p is not. Categories of p = 0
 * count nothing, and none is dropped.
 *
 * @param p - shares that sum to 1
 * @param q - shares that sum to 1, of the same categories
 * @see Kullback & Leibler 1951
 */
export function kullbackLeibler(p: readonly number[], q: readonly number[]): number {
  return p.reduce((sum, share, index) => (share === 0 ? sum : sum + share * Math.log(share / (q[index] ?? 0))), 0);
}

/**
 * The Jensen-Shannon divergence in nats, from 0 to ln 2: half the divergence of each from their mean.
 * @see Lin 1991, IEEE Transactions on Information Theory 37(1)
 */
export function jensenShannon(p: readonly number[], q: readonly number[]): number {
  const middle = p.map((share, index) => (share + (q[index] ?? 0)) / 2);
  return Math.max(0, (kullbackLeibler(p, middle) + kullbackLeibler(q, middle)) / 2);
}

/** Half the sum of absolute differences of shares, from 0 to 1. */
export function totalVariationDistance(p: readonly number[], q: readonly number[]): number {
  return p.reduce((sum, share, index) => sum + Math.abs(share - (q[index] ?? 0)), 0) / 2;
}

/**
 * The population stability index, sum (a - e) ln(a / e) over bins. Where a bin of either is empty, 1/2 is added to every
 * bin of both.
 *
 * @param actual - counts by bin
 * @param expected - counts by bin, of the same bins
 * @see Yurdakul & Naranjo 2020, Journal of Risk Model Validation 14(4)
 */
export function stabilityIndex(actual: readonly number[], expected: readonly number[]): number {
  const add = [...actual, ...expected].includes(0) ? 0.5 : 0;
  const totals = [actual, expected].map((counts) => counts.reduce((sum, count) => sum + count + add, 0)) as [
    number,
    number,
  ];
  return actual.reduce((sum, count, index) => {
    const a = (count + add) / totals[0];
    const e = ((expected[index] ?? 0) + add) / totals[1];
    return sum + (a - e) * Math.log(a / e);
  }, 0);
}
