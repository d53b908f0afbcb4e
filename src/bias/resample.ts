import { bcaInterval } from '../numeric/bca.ts';
import { drawMultinomial } from '../numeric/binomial-draw.ts';
import { drawHypergeometric } from '../numeric/hypergeometric-draw.ts';
import type { Prng } from '../numeric/xoshiro128.ts';

/** All statistics of one set of cells, always in the same order; NaN where one cannot be estimated. */
export type Statistics = (cells: Float64Array) => readonly number[];

export interface ResampledInterval {
  low: number | null;
  high: number | null;
  /** How it was found, or why there is none. */
  interval: string;
}

/** Beyond this share of replicates without a value, none is given. */
const MOST_MISSING = 0.05;

interface Draws {
  prng: Prng;
  replicates: number;
  confidence: number;
}

/**
 * BCa bootstrap intervals of statistics of cells. Drawing rows with return is a multinomial draw over the cells, and
 * leaving one row out is leaving one out of a cell, so that nothing here grows with the rows.
 *
 * @param cells - rows of each cell
 * @see Efron 1987, JASA 82(397)
 */
export function bootstrap(cells: Float64Array, statistics: Statistics, draws: Draws): ResampledInterval[] {
  const rows = cells.reduce((sum, n) => sum + n, 0);
  const observed = statistics(cells);
  if (rows === 0 || draws.replicates === 0) {
    const interval = rows === 0 ? 'none: there are no rows' : 'none: too many groups to resample';
    return observed.map(() => ({ low: null, high: null, interval }));
  }
  const drawn = new Float64Array(cells.length);
  const values = observed.map(() => new Float64Array(draws.replicates));
  for (let replicate = 0; replicate < draws.replicates; replicate += 1) {
    drawMultinomial(draws.prng, cells, rows, drawn);
    const found = statistics(drawn);
    for (let index = 0; index < found.length; index += 1) {
      (values[index] as Float64Array)[replicate] = found[index] as number;
    }
  }
  const left = leaveOneOut(cells, statistics);
  return observed.map((estimate, index) => {
    const jackknife = left.map(({ values: each, rows: weight }) => ({
      value: each[index] ?? Number.NaN,
      rows: weight,
    }));
    return intervalOf(estimate, values[index] ?? new Float64Array(0), jackknife, draws.confidence);
  });
}

/** The statistics with one row of each cell left out. */
function leaveOneOut(cells: Float64Array, statistics: Statistics): { values: readonly number[]; rows: number }[] {
  const left = Float64Array.from(cells);
  const found: { values: readonly number[]; rows: number }[] = [];
  for (const [cell, rows] of cells.entries()) {
    if (rows === 0) continue;
    left[cell] = rows - 1;
    found.push({ values: statistics(left), rows });
    left[cell] = rows;
  }
  return found;
}

function finite(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (Number.isFinite(value)) {
      kept[count] = value;
      count += 1;
    }
  }
  return kept.subarray(0, count);
}

function intervalOf(
  estimate: number,
  values: Float64Array,
  left: readonly { value: number; rows: number }[],
  confidence: number,
): ResampledInterval {
  const none = (why: string): ResampledInterval => ({ low: null, high: null, interval: `none: ${why}` });
  if (!Number.isFinite(estimate)) return none('there is no estimate');
  const replicates = finite(values);
  const lost = values.length - replicates.length;
  if (lost > MOST_MISSING * values.length)
    return none(`unstable, ${lost} of ${values.length} replicates have no value`);
  const jackknife = left.filter(({ value }) => Number.isFinite(value));
  const ends = bcaInterval({ estimate, replicates, jackknife, confidence });
  if (ends === null) return none('the replicates lie on one point or on one side of the estimate');
  return { ...ends, interval: `BCa bootstrap, ${replicates.length} replicates` };
}

/**
 * How often each statistic is at least as large when groups are dealt their selections by chance: the permutation null,
 * with the groups' sizes and the number selected fixed.
 *
 * @param groups - selected x of n rows each
 * @param statistics - of the selected by group, larger is farther from parity; NaN where one cannot be estimated
 * @returns (1 + hits) / (1 + permutations) for each, or null when it has no value
 */
export function permutationP(
  groups: readonly { x: number; n: number }[],
  statistics: Statistics,
  { prng, replicates }: Pick<Draws, 'prng' | 'replicates'>,
): (number | null)[] {
  const selected = Float64Array.from(groups, ({ x }) => x);
  const observed = [...statistics(selected)];
  const extreme = observed.map(() => 0);
  const rows = groups.reduce((sum, { n }) => sum + n, 0);
  const hits = groups.reduce((sum, { x }) => sum + x, 0);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    let [left, marked] = [rows, hits];
    for (const [index, { n }] of groups.entries()) {
      const x = drawHypergeometric(prng, left, marked, n);
      selected[index] = x;
      left -= n;
      marked -= x;
    }
    for (const [index, value] of statistics(selected).entries()) {
      if (value >= (observed[index] ?? Number.NaN) * (1 - 1e-12)) extreme[index] = (extreme[index] ?? 0) + 1;
    }
  }
  return observed.map((value, index) =>
    Number.isNaN(value) || replicates === 0 ? null : (1 + (extreme[index] ?? 0)) / (1 + replicates),
  );
}
