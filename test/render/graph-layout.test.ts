import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '../../src/render/graph-geometry.ts';
import { type Edge, type GraphLayout, layoutGraph, layoutRows } from '../../src/render/graph-layout.ts';

const boxes = (count: number, width = 100, height = 30): Size[] =>
  Array.from({ length: count }, () => ({ width, height }));
const overlaps = (sizes: Size[], { centres }: GraphLayout): boolean =>
  centres.some((a, i) =>
    centres.some(
      (b, j) =>
        i < j &&
        Math.abs(a.x - b.x) < ((sizes[i]?.width ?? 0) + (sizes[j]?.width ?? 0)) / 2 - 0.01 &&
        Math.abs(a.y - b.y) < ((sizes[i]?.height ?? 0) + (sizes[j]?.height ?? 0)) / 2 - 0.01,
    ),
  );

const anyGraph: fc.Arbitrary<[Size[], Edge[]]> = fc.integer({ min: 2, max: 12 }).chain((count) => {
  const size = fc.record({ width: fc.integer({ min: 40, max: 160 }), height: fc.integer({ min: 15, max: 60 }) });
  const edge = fc.record({ from: fc.nat(count - 1), to: fc.nat(count - 1) }).filter(({ from, to }) => from !== to);
  return fc.tuple(fc.array(size, { minLength: count, maxLength: count }), fc.array(edge, { maxLength: 16 }));
});

describe('layoutGraph', () => {
  it('leads from left to right or downwards', () => {
    const edges = [{ from: 0, to: 1 }];
    const [a, b] = layoutGraph(boxes(2), edges, 'LR').centres;
    expect(b?.x).toBeGreaterThan(a?.x ?? Number.POSITIVE_INFINITY);
    const [c, d] = layoutGraph(boxes(2), edges, 'TB').centres;
    expect(d?.y).toBeGreaterThan(c?.y ?? Number.POSITIVE_INFINITY);
  });

  it('is the same each time in one process', () => {
    const edges = [0, 1, 2, 3].map((from) => ({ from, to: (from * 3) % 4 || 4 })).filter(({ from, to }) => from !== to);
    const layout = () => layoutGraph(boxes(5), edges, 'TB');
    expect(layout()).toEqual(layout());
  });

  it('has a line for each edge and no two boxes upon each other, cycles or not', () => {
    fc.assert(
      fc.property(anyGraph, ([sizes, edges]) => {
        const layout = layoutGraph(sizes, edges, 'TB');
        expect(layout.lines.map((points) => points.length >= 2)).toEqual(edges.map(() => true));
        expect(overlaps(sizes, layout)).toBe(false);
      }),
      { seed: 5, numRuns: 40 },
    );
  });
});

describe('layoutRows', () => {
  it('parts a layer that is wider than the page, above what it leads to', () => {
    const sizes = boxes(19);
    const fan: Edge[] = Array.from({ length: 18 }, (_, index) => ({ from: index + 1, to: 0 }));
    expect(layoutGraph(sizes, fan, 'TB').width).toBeGreaterThan(1800);
    const { width, centres, lines } = layoutRows(sizes, fan, 471);
    expect(width).toBe(471);
    const heights = new Set(centres.slice(1).map(({ y }) => y));
    expect(heights.size).toBe(5);
    expect(Math.max(...heights)).toBeLessThan(centres[0]?.y ?? 0);
    expect(lines.every((points) => points.at(-1)?.x === centres[0]?.x)).toBe(true);
  });

  it('stays within the width and the height, with no two boxes upon each other', () => {
    fc.assert(
      fc.property(anyGraph, ([sizes, edges]) => {
        const layout = layoutRows(sizes, edges, 400);
        expect(overlaps(sizes, layout)).toBe(false);
        layout.centres.forEach(({ x, y }, node) => {
          const { width, height } = sizes[node] ?? { width: 0, height: 0 };
          expect(x - width / 2 >= -0.01 && x + width / 2 <= 400.01).toBe(true);
          expect(y - height / 2 >= -0.01 && y + height / 2 <= layout.height + 0.01).toBe(true);
        });
      }),
      { seed: 6, numRuns: 40 },
    );
  });
});
