import type { OffManifold } from '../core/examination.ts';
import { chooseWithoutReplacement } from '../numeric/choose.ts';
import { type Prng, xoshiro128 } from '../numeric/xoshiro128.ts';
import { type Distance, gowerDistance } from './gower.ts';
import type { Player } from './players.ts';

interface Rows {
  /** [inputs] */
  instance: ArrayLike<number>;
  /** [backgroundRows, inputs], row-major */
  background: ArrayLike<number>;
  backgroundRows: number;
  players: readonly Player[];
  /** 32 hexadecimal digits */
  seed: string;
}

const HYBRIDS = 500;
const MOST_REAL_ROWS = 1000;
/** With fewer rows the quantile is that of the outermost. */
const LEAST_REAL_ROWS = 50;
const QUANTILE = 0.99;
/** The share from which the reasons are held back: more than half of what was scored resembles nobody. */
const LIMIT = 0.5;

/**
 * The share of the rows scored for an attribution that resemble no real row. A row resembles none when its Gower
 * distance from the nearest real one is greater than that of 99 % of the real rows from their own nearest neighbour. The
 * real rows are the background and the instance. Combinations are drawn as often as the Shapley formula weighs them:
 * a size from 1 to m - 1, then a set of that size, then a background row, each uniform.
 *
 * A definition of our own; the question is that of the works below.
 *
 * @returns null with fewer than 50 background rows, or with one player or none
 * @see Frye, de Mijolla, Begley, Cowton, Stanley & Feige 2021, "Shapley explainability on the data manifold", ICLR
 * @see Slack, Hilgard, Jia, Singh & Lakkaraju 2020, "Fooling LIME and SHAP", AIES
 */
export function offManifold(rows: Rows): OffManifold | null {
  const { instance, players, backgroundRows, seed } = rows;
  if (backgroundRows < LEAST_REAL_ROWS || players.length < 2) return null;
  const prng = xoshiro128(seed);
  const chosen = chooseWithoutReplacement(prng, backgroundRows, MOST_REAL_ROWS);
  const real = [...chosen.map((row) => rowOf(rows, row)), Float64Array.from(instance)];
  const distance = gowerDistance(real, players);
  const apart = real.map((row, index) => nearest(distance, row, real, index)).sort((one, other) => one - other);
  const limit = apart[Math.ceil(QUANTILE * apart.length) - 1]!;
  let far = 0;
  for (let drawn = 0; drawn < HYBRIDS; drawn += 1) {
    if (nearest(distance, hybrid(rows, prng), real, -1) > limit) far += 1;
  }
  const share = far / HYBRIDS;
  return {
    ...{ share, rows: HYBRIDS, realRows: real.length, distance: limit, quantile: QUANTILE },
    ...{ limit: LIMIT, high: share > LIMIT },
  };
}

function rowOf({ background, instance }: Rows, row: number): Float64Array {
  const from = row * instance.length;
  return Float64Array.from({ length: instance.length }, (_, column) => background[from + column]!);
}

function hybrid(rows: Rows, prng: Prng): Float64Array {
  const { players, instance, backgroundRows } = rows;
  const size = 1 + prng.below(players.length - 1);
  const members = chooseWithoutReplacement(prng, players.length, size);
  const row = rowOf(rows, prng.below(backgroundRows));
  for (const member of members) {
    for (const column of players[member]!.columns) row[column] = instance[column]!;
  }
  return row;
}

function nearest(distance: Distance, row: ArrayLike<number>, real: readonly Float64Array[], except: number): number {
  let least = Number.POSITIVE_INFINITY;
  real.forEach((other, index) => {
    if (index !== except) least = Math.min(least, distance(row, other));
  });
  return least;
}
