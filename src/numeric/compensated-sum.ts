/**
 * The sum of numbers with an error that does not grow with their count.
 * @see Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54, algorithm IV
 * @example compensatedSum([1, 1e100, 1, -1e100]); // 2
 */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
