/**
 * Benjamini and Hochberg's step-up adjustment of a family of p-values, for exploratory sweeps.
 *
 *     with p(1) <= ... <= p(m):   adjusted p(i) = min over j >= i of min(1, m p(j) / j)
 *
 * @param values - one p-value per comparison; null where no test applied, which does not count into m
 * @returns adjusted values in the same order, null where there was none
 * @see Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57(1)
 * @example benjaminiHochberg([0.01, 0.04, null, 0.03]); // [0.03, 0.04, null, 0.04]
 */
export function benjaminiHochberg(values: readonly (number | null)[]): (number | null)[] {
  const tested = values.flatMap((p, index) => (p === null ? [] : [{ p, index }]));
  tested.sort((one, other) => other.p - one.p || one.index - other.index);
  const adjusted: (number | null)[] = values.map(() => null);
  let smallest = 1;
  tested.forEach(({ p, index }, above) => {
    smallest = Math.min(smallest, (tested.length * p) / (tested.length - above));
    adjusted[index] = smallest;
  });
  return adjusted;
}
