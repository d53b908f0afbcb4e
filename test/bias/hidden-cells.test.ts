import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountTable, hideInLine, hideInTable } from '../../src/bias/hidden-cells.ts';

const LEAST = 3;

function tableOf(layer: number[][], changes: Partial<CountTable> = {}): CountTable {
  const columns = layer[0]?.length ?? 0;
  return {
    ...{ layers: [layer.flat()], rows: layer.length, columns },
    ...{ hiddenRows: new Set(), hiddenColumns: new Set(), ...changes },
  };
}

/** Every table of whole numbers that agrees with the published cells and totals. */
function consistent(table: CountTable, hidden: ReadonlySet<number>, layer: readonly number[]): number[][] {
  const { rows, columns } = table;
  const sum = (cells: number[], of: readonly number[]): number => cells.reduce((total, at) => total + of[at]!, 0);
  const rowAt = (row: number): number[] => Array.from({ length: columns }, (_, at) => row * columns + at);
  const columnAt = (column: number): number[] => Array.from({ length: rows }, (_, at) => at * columns + column);
  const shownRows = Array.from({ length: rows }, (_, row) => row).filter((row) => !table.hiddenRows.has(row));
  const shownColumns = Array.from({ length: columns }, (_, at) => at).filter((at) => !table.hiddenColumns.has(at));
  const lines = [...shownRows.map(rowAt), ...shownColumns.map(columnAt), layer.map((_, at) => at)];
  const free = [...hidden].sort((a, b) => a - b);
  const found: number[][] = [];
  const candidate = [...layer];
  const fill = (next: number): void => {
    const at = free[next];
    if (at === undefined) {
      if (lines.every((line) => sum(line, candidate) === sum(line, layer))) found.push([...candidate]);
      return;
    }
    const open = new Set(free.slice(next));
    const bound = (line: number[]): number =>
      sum(line, layer) - line.filter((each) => !open.has(each)).reduce((total, each) => total + candidate[each]!, 0);
    const most = Math.min(...lines.filter((line) => line.includes(at)).map(bound));
    for (let value = 0; value <= most; value += 1) {
      candidate[at] = value;
      fill(next + 1);
    }
    candidate[at] = layer[at]!;
  };
  fill(0);
  return found;
}

describe('hideInLine', () => {
  it('hides nothing where every kind of rows is large enough', () => {
    expect(
      hideInLine(
        [
          [11, 12],
          [30, 11],
        ],
        11,
      ).size,
    ).toBe(0);
  });

  it('hides with a small cell the smallest other, but the first cell last', () => {
    expect(
      [
        ...hideInLine(
          [
            [40, 5, 50, 60],
            [40, 5, 50, 60],
          ],
          11,
        ),
      ].sort(),
    ).toEqual([1, 2]);
    expect(
      [
        ...hideInLine(
          [
            [40, 5],
            [40, 5],
          ],
          11,
        ),
      ].sort(),
    ).toEqual([0, 1]);
  });

  it('hides a cell in which everybody, or nobody, is of one kind', () => {
    expect(
      hideInLine(
        [
          [20, 30, 40],
          [0, 30, 40],
        ],
        11,
      ).has(0),
    ).toBe(true);
  });

  it('goes on until what is hidden could be published as one cell', () => {
    expect(
      [
        ...hideInLine(
          [
            [30, 1, 1, 20],
            [30, 1, 1, 20],
          ],
          11,
        ),
      ].sort(),
    ).toEqual([1, 2, 3]);
  });

  it('leaves a cell of nobody alone', () => {
    expect(
      hideInLine(
        [
          [0, 30],
          [0, 30],
        ],
        11,
      ).size,
    ).toBe(0);
  });
});

describe('hideInTable', () => {
  it('hides more where each margin holds two hidden cells and one of them still follows from blocks of margins', () => {
    // The cell in the middle joins two blocks of hidden cells: rows 1 and 2 less columns 1 and 2 give it away.
    const layer = [
      [2, 6, 9, 9],
      [6, 2, 1, 9],
      [9, 9, 2, 6],
      [9, 9, 6, 2],
    ];
    const hidden = hideInTable(tableOf(layer), LEAST);
    expect(hidden.has(6)).toBe(true);
    const beyond = [...hidden].filter((cell) => ![0, 1, 4, 5, 6, 10, 11, 14, 15].includes(cell));
    expect(beyond.length).toBeGreaterThan(0);
  });

  it('leaves every small count open to two answers, by all tables that agree with what is published', () => {
    let attacked = 0;
    const grid = fc
      .record({ rows: fc.integer({ min: 2, max: 3 }), columns: fc.integer({ min: 2, max: 3 }) })
      .chain(({ rows, columns }) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(grid, (layer) => {
        const table = tableOf(layer);
        const flat = layer.flat();
        if (flat.reduce((sum, n) => sum + n, 0) < 2 * LEAST) return;
        const hidden = hideInTable(table, LEAST);
        const small = flat.flatMap((n, cell) => (n > 0 && n < LEAST ? [cell] : []));
        for (const cell of small) expect(hidden.has(cell)).toBe(true);
        const answers = consistent(table, hidden, flat);
        expect(answers.length).toBeGreaterThan(0);
        for (const cell of small) {
          const isOnly = flat.every((n, each) => each === cell || n === 0 || hidden.has(each));
          if (isOnly) continue;
          attacked += 1;
          expect(new Set(answers.map((answer) => answer[cell])).size).toBeGreaterThan(1);
        }
      }),
      { seed: 20250604, numRuns: 300 },
    );
    expect(attacked).toBeGreaterThan(100);
  });

  it('hides the cells of hidden groups, and keeps their column from giving them away', () => {
    const table = tableOf(
      [
        [40, 40],
        [40, 2],
        [30, 9],
      ],
      { hiddenRows: new Set([1, 2]) },
    );
    expect([...hideInTable(table, LEAST)].sort()).toEqual([2, 3, 4, 5]);
  });
});
