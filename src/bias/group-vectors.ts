import type { ContingencyCell, ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import type { GroupCounts } from './define-group-metric.ts';

/** Kinds of rows a group is counted by: decision and known outcome. */
export const KINDS = 6;

/** Rows, weights and squared weights of one group, each by kind: tp, fp, unlabelled adverse, fn, tn, unlabelled favourable. */
export interface GroupVector {
  /** Null for rows whose group is not known by one of the attributes. */
  group: string | null;
  rows: Float64Array;
  weights: Float64Array;
  squares: Float64Array;
}

function kindOf({ favourable, adverseOutcome }: ContingencyCell): number {
  return (favourable ? 3 : 0) + (adverseOutcome === null ? 2 : adverseOutcome ? 0 : 1);
}

/** The counts by kind as a metric takes them. */
export function countsOf(kinds: ArrayLike<number>, from = 0): GroupCounts {
  const at = (kind: number): number => kinds[from + kind] ?? 0;
  const favourable = at(3) + at(4) + at(5);
  return { n: at(0) + at(1) + at(2) + favourable, favourable, tp: at(0), fp: at(1), fn: at(3), tn: at(4) };
}

/** The name of a group by one attribute, or by several at once; null when one of them is not known. */
export function groupName(groups: readonly (string | null)[], columns: readonly number[]): string | null {
  const names = columns.map((column) => groups[column] ?? null);
  return names.includes(null) ? null : names.join(' | ');
}

/**
 * The vectors of every group by one attribute or several: the reference first, also without rows; the others by name;
 * rows of no known group last, if there are any.
 * @throws DossierError analysis/weight-not-countable
 */
export function groupVectors(
  cells: ContingencyTable['cells'],
  columns: readonly number[],
  reference: string,
): GroupVector[] {
  const found = new Map<string | null, GroupVector>([[reference, emptyVector(reference)]]);
  for (const cell of cells) {
    const name = groupName(cell.groups, columns);
    const vector = found.get(name) ?? emptyVector(name);
    found.set(name, vector);
    add(vector, cell);
  }
  const others = [...found.keys()].filter((name) => name !== null && name !== reference).sort();
  return [reference, ...others, ...(found.has(null) ? [null] : [])].flatMap((name) => found.get(name) ?? []);
}

function emptyVector(group: string | null): GroupVector {
  const zeros = (): Float64Array => new Float64Array(KINDS);
  return { group, rows: zeros(), weights: zeros(), squares: zeros() };
}

function add(vector: GroupVector, cell: ContingencyCell): void {
  const { n, weight = n, weightSquares = cell.weight === undefined ? n : Number.NaN } = cell;
  if (!(Number.isFinite(weight) && weight >= 0 && Number.isFinite(weightSquares) && weightSquares >= 0)) {
    throw new DossierError('analysis/weight-not-countable', `a cell of ${n} rows weighs ${weight}`, {
      hint: 'Give weights of 0 or more, and with their sum the sum of their squares.',
    });
  }
  const kind = kindOf(cell);
  vector.rows[kind] = (vector.rows[kind] ?? 0) + n;
  vector.weights[kind] = (vector.weights[kind] ?? 0) + weight;
  vector.squares[kind] = (vector.squares[kind] ?? 0) + weightSquares;
}

/** Kish's effective size, (sum w)^2 / sum w^2; 0 without rows. */
export function effectiveSize({ weights, squares }: GroupVector): number {
  const [sum, sumOfSquares] = [total(weights), total(squares)];
  return sumOfSquares === 0 ? 0 : (sum * sum) / sumOfSquares;
}

export function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum;
}
