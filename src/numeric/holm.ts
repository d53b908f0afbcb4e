/**
 * Holm's step-down adjustment of a family of p-values.
 *
 *     with p(1) <= ... <= p(m):   adjusted p(i) = max over j <= i of min(1, (m - j + 1) p(j))
 *
 * @param values - one p-value per comparison; null where no test applied, which does not count into m
 * @returns adjusted values in the same order, null where there was none
 * @see Holm 1979, Scandinavian Journal of Statistics 6(2), p. 67
 * @example holm([0.01, 0.04, null, 0.03]); // [0.03, 0.06, null, 0.06]
 */
export function holm(values: readonly (number | null)[]): (number | null)[] {
  const tested = values.flatMap((p, index) => (p === null ? [] : [{ p, index }]));
  tested.sort((one, other) => one.p - other.p || one.index - other.index);
  const adjusted: (number | null)[] = values.map(() => null);
  let largest = 0;
  tested.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, (tested.length - rank) * p));
    adjusted[index] = largest;
  });
  return adjusted;
}
