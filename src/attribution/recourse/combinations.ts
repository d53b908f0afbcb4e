import type { Move } from './moves.ts';

/**
 * Combinations of a number of moves, in the order of their largest shift, then of the moves. No feature is moved twice,
 * whether by itself or by a link.
 *
 * @param moves - by rising shift
 * @param size - 1 or more
 * @param below - only combinations whose largest shift is below it
 */
export function* combinations(moves: readonly Move[], size: number, below: number): Generator<Move[]> {
  for (let last = 0; last < moves.length && moves[last]!.shift < below; last += 1) {
    yield* withLast(moves, [moves[last]!], { before: last, left: size - 1 });
  }
}

function* withLast(
  moves: readonly Move[],
  chosen: readonly Move[],
  { before, left }: { before: number; left: number },
): Generator<Move[]> {
  if (left === 0) {
    yield [...chosen].sort((one, other) => one.feature - other.feature);
    return;
  }
  for (let next = left - 1; next < before; next += 1) {
    const move = moves[next]!;
    if (chosen.every((each) => !meets(each, move)))
      yield* withLast(moves, [...chosen, move], { before: next, left: left - 1 });
  }
}

/** True when two moves write the same feature. */
function meets(one: Move, other: Move): boolean {
  return one.writes.some(({ player }) => other.writes.some((write) => write.player === player));
}

/** How many combinations of one up to `most` moves there are, counted by features and not one by one. */
export function countCombinations(moves: readonly Move[], most: number): number {
  const byFeature = new Map<number, { move: Move; count: number }>();
  for (const move of moves) {
    const entry = byFeature.get(move.feature) ?? { move, count: 0 };
    entry.count += 1;
    byFeature.set(move.feature, entry);
  }
  const features = [...byFeature.values()];
  const from = (start: number, chosen: readonly Move[], product: number): number => {
    if (chosen.length === most) return 0;
    let sum = 0;
    features.slice(start).forEach(({ move, count }, offset) => {
      if (chosen.some((each) => meets(each, move))) return;
      sum += product * count + from(start + offset + 1, [...chosen, move], product * count);
    });
    return sum;
  };
  return from(0, [], 1);
}
