import type { FeatureDeclaration } from '../core/case.ts';

/** A player of the game: one feature with all the model inputs that carry it. */
export interface Player {
  name: string;
  label: string;
  /** Positions among the model's inputs, ascending. */
  columns: number[];
}

/**
 * The players for one model: the declared features whose columns it reads, then each input that no feature names.
 * The columns of a feature join a coalition together: the Shapley value of the joint player, not a sum over columns.
 */
export function playersOf(inputs: readonly string[], features: readonly FeatureDeclaration[]): Player[] {
  const position = new Map(inputs.map((column, index) => [column, index]));
  const declared = features.map(({ name, label, columns }) => ({
    name,
    label,
    columns: columns.flatMap((column) => position.get(column) ?? []).sort((one, other) => one - other),
  }));
  const taken = new Set(declared.flatMap(({ columns }) => columns));
  const alone = inputs.flatMap((column, index) =>
    taken.has(index) ? [] : [{ name: column, label: column, columns: [index] }],
  );
  return [...declared.filter(({ columns }) => columns.length > 0), ...alone];
}
