import type { Direction, Point, Size } from './graph-geometry.ts';

/** Where a layer of boxes begins and ends, along the direction of a graph. */
export interface Band {
  from: number;
  to: number;
}

/** Where boxes stand: their centres and sizes. */
export type Box = Point & Size;

/** The layers that the boxes stand in, in order. */
export function bandsOf(boxes: readonly Box[], direction: Direction): Band[] {
  const bands = new Map<number, Band>();
  for (const box of boxes) {
    const [centre, half] = direction === 'LR' ? [box.x, box.width / 2] : [box.y, box.height / 2];
    const layer = Math.round(centre);
    const known = bands.get(layer) ?? { from: Infinity, to: -Infinity };
    bands.set(layer, { from: Math.min(known.from, centre - half), to: Math.max(known.to, centre + half) });
  }
  return [...bands.values()].sort((one, other) => one.from - other.from);
}

/**
 * A line from the side of one box to the facing side of another. It crosses each layer straight, where the layout left
 * room for it, and changes its height between layers only; what the layout says of the room between them, where labels
 * of edges would stand, is left out. A line against the direction stays as it is laid out.
 */
export function easedLine(
  points: readonly Point[],
  { start, end }: { start: Box; end: Box },
  bands: readonly Band[],
  direction: Direction,
): Point[] {
  const [along, across] = direction === 'LR' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const half = (box: Box): number => (direction === 'LR' ? box.width : box.height) / 2;
  const [first, last] = [start[along] + half(start), end[along] - half(end)];
  if (first >= last) return [...points];
  const at = (position: number, height: number): Point =>
    direction === 'LR' ? { x: position, y: height } : { x: height, y: position };
  const crossed = points.slice(1, -1).flatMap((point) => {
    const band = bands.find(({ from, to }) => point[along] >= from && point[along] <= to && from > first && to < last);
    return band === undefined ? [] : [at(band.from, point[across]), at(band.to, point[across])];
  });
  const leaving = bands.find(({ from, to }) => start[along] >= from && start[along] <= to)?.to ?? first;
  const arriving = bands.find(({ from, to }) => end[along] >= from && end[along] <= to)?.from ?? last;
  const [begin, finish] = [at(first, start[across]), at(last, end[across])];
  return apart([begin, at(leaving, start[across]), ...crossed, at(arriving, end[across]), finish]);
}

/** The same line with two bends between its points wherever it changes its height, so that it leaves and arrives straight. */
export function withBends(points: readonly Point[], direction: Direction): Point[] {
  const [along, across] = direction === 'LR' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const at = (position: number, height: number): Point =>
    direction === 'LR' ? { x: position, y: height } : { x: height, y: position };
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    if (next === undefined || Math.abs(next[across] - point[across]) < 0.5) return [point];
    const part = (next[along] - point[along]) * 0.4;
    return [point, at(point[along] + part, point[across]), at(next[along] - part, next[across])];
  });
}

function apart(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || Math.abs(point.x - before.x) + Math.abs(point.y - before.y) > 0.5;
  });
}
