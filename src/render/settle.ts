/**
 * Heights for labels that would like to stand at `wanted`: in the same order, at least `gap` apart and within the room
 * where that can hold them all.
 */
export function settle(wanted: readonly number[], gap: number, [top, bottom]: readonly [number, number]): number[] {
  const order = wanted
    .map((_, index) => index)
    .sort((one, other) => at(wanted, one) - at(wanted, other) || one - other);
  const heights = [...wanted];
  let least = top;
  for (const index of order) {
    heights[index] = Math.max(at(wanted, index), least);
    least = at(heights, index) + gap;
  }
  let most = bottom;
  for (const index of order.reverse()) {
    heights[index] = Math.min(at(heights, index), most);
    most = at(heights, index) - gap;
  }
  return heights;
}

function at(heights: readonly number[], index: number): number {
  return heights[index] ?? 0;
}
