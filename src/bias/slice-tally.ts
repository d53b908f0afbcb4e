import { sortedCells, sortedScores } from '../core/cell-order.ts';
import type { ContingencyCell, ContingencyTable, ScoreCell, ScoreTable } from '../core/cells.ts';
import { openScoreTally, type ScoreTally } from './score-tally.ts';

/** Rows that agree on everything but decision and score. */
export interface RowKind {
  groups: readonly (string | null)[];
  /** True when the known outcome is the adverse one; null when it is not known. */
  adverseOutcome: boolean | null;
  strata?: readonly (string | null)[];
}

export interface TallySpec {
  attributes: readonly string[];
  strata?: readonly string[];
  kinds: readonly RowKind[];
  /** True when scores lie between 0 and 1 by their nature; false when their range is still to be seen. */
  areProbabilities: boolean;
}

/** Counts rows one by one, in memory that does not grow with them; gives the cells that DuckDB would. */
export interface SliceTally {
  /**
   * @param kind - place in `kinds`
   * @param score - a high one is adverse; NaN when there is none
   * @param weight - millionths, a whole number; left out where rows have none
   */
  add(kind: number, favourable: boolean, score: number, weight?: number): void;
  /** How many scores of each kind: see ScoreTally. */
  scores: ScoreTally;
  /** Those of some kinds, by their places; of all when left out. Kinds that a cell does not tell apart are one cell. */
  cells(wanted?: (kind: number) => boolean): ContingencyCell[];
  scoreTable(): ScoreTable | null;
}

const MILLION = 1e6;

export function openSliceTally({ attributes, strata, kinds, areProbabilities }: TallySpec): SliceTally {
  const rows = new Float64Array(2 * kinds.length);
  const weights: bigint[] = new Array<bigint>(2 * kinds.length).fill(0n);
  const squares: bigint[] = new Array<bigint>(2 * kinds.length).fill(0n);
  const scores = openScoreTally(kinds.length, areProbabilities);
  let isWeighted = false;
  function cellOf(
    { groups, adverseOutcome, strata: stratum = [] }: RowKind,
    places: readonly number[],
  ): ContingencyCell {
    const sum = (values: readonly bigint[]): number => Number(places.reduce((all, at) => all + (values[at] ?? 0n), 0n));
    return {
      groups: [...groups],
      favourable: (places[0] ?? 0) % 2 === 1,
      adverseOutcome,
      n: places.reduce((all, at) => all + (rows[at] ?? 0), 0),
      ...(strata === undefined || strata.length === 0 ? {} : { strata: [...stratum] }),
      ...(isWeighted ? { weight: sum(weights) / MILLION, weightSquares: sum(squares) / MILLION ** 2 } : {}),
    };
  }
  return {
    scores,
    add(kind, favourable, score, weight) {
      const place = 2 * kind + (favourable ? 1 : 0);
      rows[place] = (rows[place] ?? 0) + 1;
      scores.add(kind, score);
      if (weight === undefined) return;
      isWeighted = true;
      weights[place] = (weights[place] ?? 0n) + BigInt(weight);
      squares[place] = (squares[place] ?? 0n) + BigInt(weight) ** 2n;
    },
    cells(wanted = () => true) {
      const alike = new Map<string, { kind: RowKind; places: number[] }>();
      kinds.forEach((kind, at) => {
        if (!wanted(at)) return;
        for (const place of [2 * at, 2 * at + 1]) {
          const key = JSON.stringify([kind.groups, kind.strata, kind.adverseOutcome, place % 2]);
          const known = alike.get(key) ?? { kind, places: [] };
          alike.set(key, known);
          known.places.push(place);
        }
      });
      const cells = [...alike.values()].map(({ kind, places }) => cellOf(kind, places));
      return sortedCells(cells.filter(({ n }) => n > 0));
    },
    scoreTable() {
      const counted = scores.counted();
      if (counted === null) return null;
      const cells = new Map<string, ScoreCell>();
      counted.scores.forEach((score, at) => {
        kinds.forEach(({ groups, adverseOutcome }, kind) => {
          const n = counted.rows[at * kinds.length + kind] ?? 0;
          if (n === 0) return;
          const key = JSON.stringify([groups, adverseOutcome, score]);
          const known = cells.get(key);
          if (known === undefined) cells.set(key, { groups: [...groups], adverseOutcome, score, n });
          else known.n += n;
        });
      });
      return {
        attributes: [...attributes],
        cells: sortedScores([...cells.values()]),
        exact: counted.exact,
        exclusions: counted.missing === 0 ? [] : [{ reason: 'no finite score is recorded', rows: counted.missing }],
      };
    },
  };
}

/** One decision, in memory. */
export interface DecisionRow extends RowKind {
  favourable: boolean;
  /** A high one is adverse. */
  score?: number | null;
  /** 0 or more. */
  weight?: number;
}

/**
 * Counts decisions that are in memory: what DecisionLog.count gives for the same rows in files.
 * @param facts - names of attributes and strata, and the times of the first and the last decision
 */
export function countDecisions(
  decisions: readonly DecisionRow[],
  facts: { attributes: string[]; strata?: string[]; from: string; to: string },
): { table: ContingencyTable; scores: ScoreTable | null } {
  const kinds: RowKind[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ groups, adverseOutcome, strata = [] }: RowKind): number => {
    const key = JSON.stringify([groups, adverseOutcome, strata]);
    const place = places.get(key) ?? kinds.length;
    if (place === kinds.length) {
      places.set(key, place);
      kinds.push({ groups, adverseOutcome, strata });
    }
    return place;
  };
  const placed = decisions.map(placeOf);
  const held = decisions.map(({ score }) => score ?? Number.NaN).filter(Number.isFinite);
  const areProbabilities = held.every((score) => score >= 0 && score <= 1);
  const tally = openSliceTally({ ...facts, kinds, areProbabilities });
  const range = tally.scores.rangeOf(held);
  if (range !== null) tally.scores.binBy(range);
  decisions.forEach(({ favourable, score, weight }, at) => {
    const millionths = weight === undefined ? undefined : Math.round(weight * MILLION);
    tally.add(placed[at] ?? 0, favourable, score ?? Number.NaN, millionths);
  });
  const { attributes, strata, from, to } = facts;
  const table: ContingencyTable = {
    attributes,
    cells: tally.cells(),
    rowsRead: decisions.length,
    exclusions: [],
    from,
    to,
  };
  if (strata !== undefined) table.strata = strata;
  return { table, scores: held.length === 0 ? null : tally.scoreTable() };
}
