/** A number of single precision by the shortest decimal that is read as the same number: 0.345, not 0.3449999988079071. */
export function shortestFloat(value: number): number {
  for (let digits = 6; digits <= 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return value;
}
