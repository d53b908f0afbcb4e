import type { TreeSum } from '../../core/exact-model.ts';

/** Trees that read the inputs of a model as they are. */
export interface PlainTrees {
  trees: TreeSum;
  /** [features]: the input column that each feature is. */
  sources: readonly number[];
}

/**
 * Values on both sides of each threshold at which a tree turns on a column, sorted: the threshold to four significant
 * digits, and one unit of the last digit below and above it, so that a proposal can be printed as it is.
 */
export function turningPointsOf({ trees, sources }: PlainTrees, column: number): number[] {
  const values = new Set<number>();
  trees.features.forEach((feature, node) => {
    if (feature < 0 || sources[feature] !== column) return;
    for (const value of around(trees.thresholds[node]!)) values.add(value);
  });
  return [...values].sort((one, other) => one - other);
}

const DIGITS = 4;

function around(threshold: number): number[] {
  const exponent = threshold === 0 ? 0 : Math.floor(Math.log10(Math.abs(threshold)));
  const unit = 10 ** (exponent - DIGITS + 1);
  const steps = Math.round(threshold / unit);
  return [steps - 1, steps, steps + 1].map((each) => Number((each * unit).toPrecision(DIGITS)));
}
