import { describe, expect, it } from 'vitest';
import { layoutGraph } from '../../src/render/graph-layout.ts';
import { type Box, bandsOf, easedLine, withBends } from '../../src/render/graph-lines.ts';

const box = (x: number, y: number): Box => ({ x, y, width: 40, height: 20 });

describe('a line between boxes', () => {
  it('leads from side to facing side and leaves out the bends between layers', () => {
    const [start, end] = [box(20, 10), box(120, 50)];
    const line = easedLine(
      [
        { x: 40, y: 10 },
        { x: 70, y: 400 },
        { x: 100, y: 50 },
      ],
      { start, end },
      bandsOf([start, end], 'LR'),
      'LR',
    );
    expect(line).toEqual([
      { x: 40, y: 10 },
      { x: 100, y: 50 },
    ]);
  });

  it('crosses a layer between them straight, where the layout left room', () => {
    const boxes = [box(20, 10), box(120, 10), box(220, 10)];
    const [start, , end] = boxes as [Box, Box, Box];
    const bends = [
      { x: 40, y: 10 },
      { x: 70, y: 3 },
      { x: 120, y: 44 },
      { x: 170, y: 9 },
      { x: 200, y: 10 },
    ];
    expect(easedLine(bends, { start, end }, bandsOf(boxes, 'LR'), 'LR')).toEqual([
      { x: 40, y: 10 },
      { x: 100, y: 44 },
      { x: 140, y: 44 },
      { x: 200, y: 10 },
    ]);
  });

  it('clears wider boxes of its own layer before it turns', () => {
    const wide = { ...box(20, 60), width: 80 };
    const [start, end] = [box(20, 10), box(160, 60)];
    const line = easedLine([], { start, end }, bandsOf([start, end, wide], 'LR'), 'LR');
    expect(line.slice(0, 2)).toEqual([
      { x: 40, y: 10 },
      { x: 60, y: 10 },
    ]);
  });

  it('stays as it was laid out where it leads back', () => {
    const points = [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ];
    const [start, end] = [box(120, 10), box(20, 10)];
    expect(easedLine(points, { start, end }, bandsOf([start, end], 'LR'), 'LR')).toEqual(points);
  });

  it('never passes through a box that it does not belong to, in layered graphs', () => {
    const sizes = Array.from({ length: 30 }, (_, at) => ({
      width: 30 + ((at * 7) % 50),
      height: 16 + ((at * 5) % 20),
    }));
    const edges = sizes
      .flatMap((_, at) => [1, 3, 8].map((step) => ({ from: at, to: at + step })))
      .filter(({ to }) => to < 30);
    for (const direction of ['LR', 'TB'] as const) {
      const { centres, lines } = layoutGraph(sizes, edges, direction);
      for (const [number, line] of lines.entries()) {
        for (const [at, centre] of centres.entries()) {
          const { from, to } = edges[number] ?? { from: -1, to: -1 };
          if (at === from || at === to) continue;
          const { width, height } = sizes[at] ?? { width: 0, height: 0 };
          for (const [index, point] of line.slice(1).entries()) {
            const before = line[index] ?? point;
            for (let share = 0; share <= 1; share += 0.05) {
              const x = before.x + (point.x - before.x) * share;
              const y = before.y + (point.y - before.y) * share;
              const isInside = Math.abs(x - centre.x) < width / 2 - 1 && Math.abs(y - centre.y) < height / 2 - 1;
              expect([direction, number, at, isInside]).toEqual([direction, number, at, false]);
            }
          }
        }
      }
    }
  });

  it('bends twice where it changes its height', () => {
    expect(
      withBends(
        [
          { x: 0, y: 0 },
          { x: 10, y: 10 },
          { x: 20, y: 10 },
        ],
        'LR',
      ),
    ).toEqual([
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 6, y: 10 },
      { x: 10, y: 10 },
      { x: 20, y: 10 },
    ]);
    expect(
      withBends(
        [
          { x: 0, y: 0 },
          { x: 10, y: 10 },
        ],
        'TB',
      )[1],
    ).toEqual({ x: 0, y: 4 });
  });
});
