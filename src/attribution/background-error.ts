import { compensatedSum } from '../numeric/compensated-sum.ts';

/**
 * The joint covariance of attributions that comes of drawing the background from its pool.
 *
 *     V = (1 - n / pool) * sum over rows j of (phi_j - phi)(phi_j - phi)' / (n (n - 1))
 *
 * @param byRow - [rows][m]: attributions against each background row alone; their mean is phi
 * @param poolRows - rows from which the background was drawn without replacement
 * @returns [m, m], row-major; null when one row or none was drawn, 0 when the pool was used whole
 * @see Cochran 1977, Sampling Techniques, 3rd ed., theorem 2.2 and its estimate, for the finite population correction
 */
export function backgroundCovariance(byRow: readonly Float64Array[], poolRows: number): Float64Array | null {
  const n = byRow.length;
  if (n < 2) return null;
  const m = byRow[0]!.length;
  const mean = Float64Array.from({ length: m }, (_, i) => compensatedSum(byRow.map((values) => values[i]!)) / n);
  const squares = new Float64Array(m * m);
  for (const values of byRow) {
    for (let i = 0; i < m; i += 1) {
      const away = values[i]! - mean[i]!;
      for (let k = 0; k <= i; k += 1) squares[i * m + k]! += away * (values[k]! - mean[k]!);
    }
  }
  const scale = Math.max(0, 1 - n / poolRows) / (n * (n - 1));
  return Float64Array.from(
    squares,
    (_, at) => scale * squares[Math.max(Math.floor(at / m), at % m) * m + Math.min(Math.floor(at / m), at % m)]!,
  );
}

/**
 * The standard errors of attributions that come of drawing the background from its pool.
 * @returns [m]; null when one row or none was drawn, 0 when the pool was used whole
 */
export function backgroundErrors(byRow: readonly Float64Array[], poolRows: number): (number | null)[] {
  const m = byRow[0]?.length ?? 0;
  const covariance = backgroundCovariance(byRow, poolRows);
  return Array.from({ length: m }, (_, i) => (covariance === null ? null : Math.sqrt(covariance[i * m + i]!)));
}

/**
 * The same where scores are averaged before a link bends them, so that attributions are no mean over the rows: the
 * jackknife, from attributions with one background row left out at a time.
 *
 *     V = (1 - n / pool) * (n - 1) / n * sum over rows j of (phi_(j) - mean)(phi_(j) - mean)'
 *
 * @param without - [rows][m]: attributions against all background rows but one
 * @see Efron & Stein 1981, "The jackknife estimate of variance", Annals of Statistics 9(3)
 */
export function jackknifeCovariance(without: readonly Float64Array[], poolRows: number): Float64Array | null {
  const n = without.length;
  const covariance = backgroundCovariance(without, poolRows);
  return covariance?.map((value) => value * (n - 1) ** 2) ?? null;
}
