import type { ContingencyCell, ScoreCell } from './cells.ts';
import { compareText } from './compare-text.ts';

/** Above every name, so that what is not known comes last. */
const LAST = '\u{10ffff}';

/** Groups and strata by name with the unknown one last; within them favourable first, then by outcome. */
export function sortedCells<Cell extends ContingencyCell>(cells: readonly Cell[]): Cell[] {
  return sortedBy(cells, cellKey, () => 0);
}

/** Groups by name, then by outcome, then by score. */
export function sortedScores<Cell extends ScoreCell>(cells: readonly Cell[]): Cell[] {
  return sortedBy(cells, scoreKey, (cell) => cell.score);
}

/** The keys are written once for each cell: there may be as many comparisons as cells times their logarithm. */
function sortedBy<Cell>(cells: readonly Cell[], keyOf: (cell: Cell) => string, thenBy: (cell: Cell) => number): Cell[] {
  return cells
    .map((cell) => ({ cell, key: keyOf(cell), score: thenBy(cell) }))
    .sort((one, other) => compareText(one.key, other.key) || one.score - other.score)
    .map(({ cell }) => cell);
}

/** Equal for cells that count the same kind of rows. */
export function cellKey({ groups, strata = [], favourable, adverseOutcome }: ContingencyCell): string {
  return JSON.stringify([...named([...groups, ...strata]), favourable ? 0 : 1, rank(adverseOutcome)]);
}

export function scoreKey({ groups, adverseOutcome }: Omit<ScoreCell, 'n' | 'score'>): string {
  return JSON.stringify([...named(groups), rank(adverseOutcome)]);
}

function named(groups: readonly (string | null)[]): string[] {
  return groups.map((group) => group ?? LAST);
}

function rank(adverseOutcome: boolean | null): number {
  return adverseOutcome === null ? 2 : Number(adverseOutcome);
}
