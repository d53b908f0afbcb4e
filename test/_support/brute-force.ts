/**
 * Interventional Shapley values straight from the definition, over orders of players: nothing is shared with the code
 * under test.
 */
export function bruteForce<T = number>(
  score: (row: readonly T[]) => number,
  x: readonly T[],
  background: readonly (readonly T[])[],
): number[] {
  const worth = (members: ReadonlySet<number>): number =>
    background.reduce((sum, row) => sum + score(row.map((value, i) => (members.has(i) ? x[i]! : value))), 0) /
    background.length;
  const total = x.map(() => 0);
  const orders = permutations(x.map((_, index) => index));
  for (const order of orders) {
    const members = new Set<number>();
    let before = worth(members);
    for (const player of order) {
      members.add(player);
      const after = worth(members);
      total[player] = total[player]! + after - before;
      before = after;
    }
  }
  return total.map((sum) => sum / orders.length);
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
