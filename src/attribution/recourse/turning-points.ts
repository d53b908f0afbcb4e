import type { AdditiveModel } from '../../core/additive-model.ts';
import type { Player } from '../players.ts';

/**
 * Values on both sides of each threshold at which a tree turns on a player's one column, sorted: the threshold to four
 * significant digits, and one unit of the last digit below and above it, so that a proposal can be printed as it is.
 * Empty where the model is no sum of trees, where trees read the column only after some arithmetic, and for players of
 * several columns.
 */
export function turningPointsOf(models: readonly AdditiveModel[], { columns: [column, ...others] }: Player): number[] {
  const model = models.find(({ structure, plain }) => plain && structure.kind === 'tree-ensemble');
  if (model?.structure.kind !== 'tree-ensemble' || column === undefined || others.length > 0) return [];
  const { input, threshold } = model.structure;
  const values = new Set<number>();
  input.forEach((derived, node) => {
    if (derived < 0 || model.columns[derived] !== column) return;
    for (const value of around(threshold[node]!)) values.add(value);
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
