import { compensatedSum } from '../numeric/compensated-sum.ts';

/**
 * The standard error of attributions that comes of drawing the background from its pool.
 *
 *     V = (1 - n / pool) * sum over rows j of (phi_j - phi)^2 / (n (n - 1))
 *
 * @param byRow - [rows][m]: attributions against each background row alone; their mean is phi
 * @param poolRows - rows from which the background was drawn without replacement
 * @returns [m]; null when one row or none was drawn, 0 when the pool was used whole
 * @see Cochran 1977, Sampling Techniques, 3rd ed., theorem 2.2 and its estimate, for the finite population correction
 */
export function backgroundErrors(byRow: readonly Float64Array[], poolRows: number): (number | null)[] {
  const n = byRow.length;
  const width = byRow[0]?.length ?? 0;
  return Array.from({ length: width }, (_, i) => {
    if (n < 2) return null;
    const column = byRow.map((values) => values[i]!);
    const mean = compensatedSum(column) / n;
    const squares = compensatedSum(column.map((value) => (value - mean) ** 2));
    const remaining = Math.max(0, 1 - n / poolRows);
    return Math.sqrt((remaining * squares) / (n * (n - 1)));
  });
}
