import type { Prng } from '../../numeric/xoshiro128.ts';
import { isNumeric, type Player } from '../players.ts';
import { binOf, type QuartileBins, quartileBins } from './quartile-bins.ts';

/** How one feature is drawn, and when a drawn row counts as like the instance in it. */
export interface LocalFeature {
  /** Writes a drawn value of the feature into a row. */
  draw(row: Float64Array, at: number, prng: Prng): void;
  /** True when the row has the bin or the category of the instance. */
  isLikeInstance(row: ArrayLike<number>, at: number): boolean;
}

/** What the neighbourhood is drawn from. */
export interface Training {
  /** [inputs] */
  instance: ArrayLike<number>;
  /** [n, inputs], row-major: the rows that stand for the training data */
  rows: ArrayLike<number>;
  players: readonly Player[];
}

/**
 * Describes each feature as LIME's tabular explainer does: a numeric column by its quartile bins, anything else by the
 * frequencies of its categories. Categories are the combinations of a group's columns, and the values of a column that
 * has two at most.
 */
export function localFeatures({ instance, rows, players }: Training): LocalFeature[] {
  const width = instance.length;
  const n = rows.length / width;
  return players.map((player) => {
    const { columns } = player;
    const combinations = Array.from({ length: n }, (_, row) => columns.map((column) => rows[row * width + column]!));
    const [first] = columns;
    const values = combinations.map(([value]) => value!);
    const isBinned = isNumeric(player) && new Set(values).size > 2 && !values.some(Number.isNaN);
    return isBinned
      ? numericFeature(first!, quartileBins(values), instance[first!]!)
      : categoricalFeature(columns, combinations, instance);
  });
}

function numericFeature(column: number, bins: QuartileBins, own: number): LocalFeature {
  const ownBin = binOf(bins.edges, own);
  return {
    draw(row, at, prng) {
      row[at + column] = drawInBin(bins, binOfRank(bins.counts, prng), prng);
    },
    isLikeInstance: (row, at) => binOf(bins.edges, row[at + column]!) === ownBin,
  };
}

function categoricalFeature(
  columns: readonly number[],
  combinations: readonly (readonly number[])[],
  instance: ArrayLike<number>,
): LocalFeature {
  return {
    draw(row, at, prng) {
      const chosen = combinations[prng.below(combinations.length)]!;
      columns.forEach((column, position) => {
        row[at + column] = chosen[position]!;
      });
    },
    isLikeInstance: (row, at) => columns.every((column) => isSame(row[at + column]!, instance[column]!)),
  };
}

function isSame(one: number, other: number): boolean {
  return one === other || (Number.isNaN(one) && Number.isNaN(other));
}

/** A bin, drawn as often as it holds training values. */
function binOfRank(counts: readonly number[], prng: Prng): number {
  let rank = prng.below(counts.reduce((sum, count) => sum + count, 0));
  return counts.findIndex((count) => {
    rank -= count;
    return rank < 0;
  });
}

/** Wider than this many deviations, a bin is drawn from the normal, else from the uniform; either is then thinned. */
const WIDE = 2.5;

/**
 * A normal draw with the bin's mean and deviation, kept between the bin's ends; by rejection, which is exact. A bin of
 * one value gives it; the reference gives 0 there, which is an oversight.
 */
function drawInBin({ means, deviations, mins, maxs }: QuartileBins, bin: number, prng: Prng): number {
  const [low, high, mean, deviation] = [mins[bin]!, maxs[bin]!, means[bin]!, deviations[bin]!];
  if (low === high) return low;
  const [from, to] = [(low - mean) / deviation, (high - mean) / deviation];
  const mode = Math.min(Math.max(0, from), to);
  for (;;) {
    const score = to - from > WIDE ? normal(prng) : from + (to - from) * unit(prng);
    const isKept = to - from > WIDE || unit(prng) <= Math.exp((mode ** 2 - score ** 2) / 2);
    if (isKept && score >= from && score <= to) return mean + deviation * score;
  }
}

/** A standard normal number. @see Marsaglia & Bray 1964, "A convenient method for generating normal variables" */
function normal(prng: Prng): number {
  for (;;) {
    const [a, b] = [2 * unit(prng) - 1, 2 * unit(prng) - 1];
    const square = a ** 2 + b ** 2;
    if (square > 0 && square < 1) return a * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** A uniform number from 0 up to but not with 1, of 53 bits. */
function unit(prng: Prng): number {
  return ((prng.next() >>> 5) * 2 ** 26 + (prng.next() >>> 6)) / 2 ** 53;
}
