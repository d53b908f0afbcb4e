/** The bins of one numeric column, and what the training values in each are like. */
export interface QuartileBins {
  /** Different quartiles, ascending; bin b holds values above edge b - 1 and up to edge b. */
  edges: number[];
  /** Training values in each bin. */
  counts: number[];
  means: number[];
  /** Population standard deviation, and 1e-11 so that it is never 0. */
  deviations: number[];
  mins: number[];
  maxs: number[];
}

const QUARTILES = [0.25, 0.5, 0.75];
const NEVER_ZERO = 1e-11;

/**
 * Cuts a column at its quartiles, as LIME's QuartileDiscretizer does.
 * @param values - [n], n 1 or more
 * @see Ribeiro, Singh & Guestrin 2016, "Why should I trust you?", KDD; lime 0.2, discretize.py
 * @example quartileBins([1, 2, 3, 4, 5]).edges; // [2, 3, 4]
 */
export function quartileBins(values: ArrayLike<number>): QuartileBins {
  const sorted = Float64Array.from(values).sort();
  const edges = [...new Set(QUARTILES.map((q) => interpolated(sorted, q)))];
  const members: number[][] = Array.from({ length: edges.length + 1 }, () => []);
  for (const value of Array.from(values)) members[binOf(edges, value)]!.push(value);
  const means = members.map(meanOf);
  return {
    edges,
    counts: members.map(({ length }) => length),
    means,
    deviations: members.map(
      (each, bin) => Math.sqrt(meanOf(each.map((value) => (value - means[bin]!) ** 2))) + NEVER_ZERO,
    ),
    mins: [sorted[0]!, ...edges],
    maxs: [...edges, sorted.at(-1)!],
  };
}

/** The bin of a value: the number of edges below it. */
export function binOf(edges: readonly number[], value: number): number {
  return edges.filter((edge) => edge < value).length;
}

/** The value at a share q of the way through n sorted values, on a straight line between neighbours, as numpy draws it. */
function interpolated(sorted: Float64Array, q: number): number {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)]!;
  const high = sorted[Math.ceil(at)]!;
  const part = at - Math.floor(at);
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
