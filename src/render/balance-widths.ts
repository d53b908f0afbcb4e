/** Steps tried in turn, in points: single small ones can all fail where a large one helps. */
const STEPS = [48, 24, 8];
const MOST_ROUNDS = 60;
const RAGGED = 1.1;
/** Rows looked at; more of a long table tell nothing new. */
const MOST_ROWS = 60;

/**
 * Moves room from one column to another as long as that makes the table lower. `naturals` holds, row for row, the
 * width of each cell when nothing is broken; no column falls below `least`.
 */
export function balanceWidths(
  start: readonly number[],
  least: readonly number[],
  naturals: readonly number[][],
): number[] {
  const rows = naturals.slice(0, MOST_ROWS);
  let widths = [...start];
  let height = heightOf(rows, widths);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const better = neighbours(widths, least)
      .map((candidate) => ({ candidate, height: heightOf(rows, candidate) }))
      .reduce((best, each) => (each.height < best.height ? each : best), { candidate: widths, height });
    if (better.height >= height) return widths;
    widths = better.candidate;
    height = better.height;
  }
  return widths;
}

/** The lines of all rows, each as high as its highest cell; by how far cells overflow decides between equals. */
function heightOf(rows: readonly number[][], widths: readonly number[]): number {
  let height = 0;
  for (const row of rows) {
    let highest = 1;
    for (const [index, natural] of row.entries()) {
      const lines = estimatedLines(natural, widths[index] ?? 1);
      highest = Math.max(highest, Math.ceil(lines));
      height += Math.max(0, lines - 1) / 1000;
    }
    height += highest;
  }
  return height;
}

/** Lines are not filled to their ends, so that there are more of them than the widths alone say. */
function estimatedLines(natural: number, width: number): number {
  return natural <= width ? 1 : (RAGGED * natural) / width;
}

function neighbours(widths: readonly number[], least: readonly number[]): number[][] {
  return STEPS.flatMap((step) =>
    widths.flatMap((width, from) =>
      width - step < (least[from] ?? 0)
        ? []
        : widths.flatMap((_, to) => (from === to ? [] : [moved(widths, { from, to, step })])),
    ),
  );
}

function moved(widths: readonly number[], { from, to, step }: { from: number; to: number; step: number }): number[] {
  return widths.map((width, index) => (index === from ? width - step : index === to ? width + step : width));
}
