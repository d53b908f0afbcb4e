import type { FeatureDeclaration } from '../core/case.ts';

/** A player of the game: one feature with all the model inputs that carry it. */
export interface Player {
  name: string;
  label: string;
  /** Positions among the model's inputs, ascending. */
  columns: number[];
  /** True when its one column holds codes of texts, which have no order. */
  isCoded?: boolean;
}

/** Whether a player is one number, so that its values have an order; all others are categories. */
export function isNumeric({ columns, isCoded }: Player): boolean {
  return columns.length === 1 && isCoded !== true;
}

/**
 * The players for one model: the declared features whose columns it reads, then each input that no feature names.
 * The columns of a feature join a coalition together: the Shapley value of the joint player, not a sum over columns.
 *
 * @param coded - inputs that hold texts
 */
export function playersOf(
  inputs: readonly string[],
  features: readonly FeatureDeclaration[],
  coded: ReadonlySet<number> = new Set(),
): Player[] {
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
  return [...declared.filter(({ columns }) => columns.length > 0), ...alone].map((player) => {
    const [column, second] = player.columns;
    return column !== undefined && second === undefined && coded.has(column) ? { ...player, isCoded: true } : player;
  });
}
