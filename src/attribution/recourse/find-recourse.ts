import { combinations, countCombinations } from './combinations.ts';
import { type Actionable, type Move, movesOf, type Reference } from './moves.ts';

export interface RecourseQuestion extends Reference {
  /** In the order of the case, which settles ties. */
  actionable: readonly Actionable[];
  /** Row-major [n, inputs] in, [n] out: the model itself. */
  score: (rows: Float64Array, n: number) => Promise<Float64Array>;
  isAdverse: (score: number) => boolean;
  /** Model rows that the search may cost. */
  rowBudget: number;
}

export interface FoundRecourse {
  /** Values tried of each actionable feature. */
  gridSizes: number[];
  combinations: number;
  rowsScored: number;
  complete: boolean;
  /** By rising cost; each with fewer changes than the one before. */
  proposals: { moves: Move[]; cost: number; score: number }[];
}

const MOST_CHANGES = 3;
const BATCH_ROWS = 1024;

/**
 * The least changes that lead to the other decision: all single changes, then pairs, then threes, in the order of their
 * cost. The cost of a proposal is the largest shift among its changes; more changes are tried only where they could
 * cost less than what was found. No chance is involved, and every proposal is scored once more by itself.
 *
 * @see Ustun, Spangher & Liu 2019, "Actionable recourse in linear classification", FAT*, for the cost and the constraints
 */
export async function findRecourse(question: RecourseQuestion): Promise<FoundRecourse> {
  const byFeature = question.actionable.map((each, feature) => movesOf(each, feature, question));
  const moves = byFeature.flat().sort((one, other) => one.shift - other.shift || one.feature - other.feature);
  const found: FoundRecourse = {
    ...{ gridSizes: byFeature.map(({ length }) => length), combinations: countCombinations(moves, MOST_CHANGES) },
    ...{ rowsScored: 0, complete: true, proposals: [] },
  };
  for (let size = 1; size <= MOST_CHANGES; size += 1) {
    const cheapest = found.proposals[0]?.cost ?? Number.POSITIVE_INFINITY;
    const proposal = await firstCrossing(question, found, combinations(moves, size, cheapest));
    if (proposal !== null) found.proposals.unshift(proposal);
    if (!found.complete) break;
  }
  return found;
}

/** The first combination that the model decides the other way; counts rows, and marks the search when they run out. */
async function firstCrossing(
  question: RecourseQuestion,
  found: FoundRecourse,
  candidates: Generator<Move[]>,
): Promise<FoundRecourse['proposals'][number] | null> {
  for (;;) {
    const room = question.rowBudget - found.rowsScored;
    const batch = take(candidates, Math.min(BATCH_ROWS, room));
    if (batch.length === 0) {
      found.complete = room > 0 || candidates.next().done === true;
      return null;
    }
    const width = question.instance.length;
    const rows = new Float64Array(batch.length * width);
    for (const [index, moves] of batch.entries()) rows.set(rowAfter(question, moves), index * width);
    const scores = await question.score(rows, batch.length);
    found.rowsScored += batch.length;
    for (const [index, moves] of batch.entries()) {
      if (question.isAdverse(scores[index]!)) continue;
      const [score = Number.NaN] = await question.score(rowAfter(question, moves), 1);
      if (!Number.isNaN(score) && !question.isAdverse(score))
        return { moves, cost: Math.max(...moves.map(({ shift }) => shift)), score };
    }
  }
}

function take(candidates: Generator<Move[]>, count: number): Move[][] {
  const batch: Move[][] = [];
  while (batch.length < count) {
    const { value, done } = candidates.next();
    if (done === true) break;
    batch.push(value);
  }
  return batch;
}

function rowAfter({ instance }: Reference, moves: readonly Move[]): Float64Array {
  const row = Float64Array.from(instance);
  for (const { player, values } of moves.flatMap(({ writes }) => writes)) {
    player.columns.forEach((column, position) => {
      row[column] = values[position]!;
    });
  }
  return row;
}
