import type { ActionableDeclaration } from '../../core/case.ts';
import { isNumeric, type Player } from '../players.ts';

/** A feature that may change, and those that change with it. */
export interface Actionable {
  player: Player;
  constraint: ActionableDeclaration;
  links: { player: Player; factor: number; constraint: ActionableDeclaration | undefined }[];
  /** Values at which the model is known to turn, e.g. thresholds of trees; tried beside the quantiles. */
  turningPoints?: readonly number[] | undefined;
}

/** One feature set to one value, with what is linked to it. */
export interface Move {
  /** Position of the feature among the actionable ones. */
  feature: number;
  writes: { player: Player; values: number[]; shift: number }[];
  /** The largest shift among the writes. */
  shift: number;
}

export interface Reference {
  /** [inputs] */
  instance: ArrayLike<number>;
  /** [n, inputs], row-major */
  background: ArrayLike<number>;
}

const QUANTILES = 20;

/**
 * The changes of one feature that its constraints allow, smallest shift first: quantiles of the background and turning
 * points for a number, the combinations that occur in the background for a group. The shift of a number is the share of
 * the background that it passes by, |F(new) - F(old)|; that of a combination is the share that does not hold it.
 *
 * @see Ustun, Spangher & Liu 2019, "Actionable recourse in linear classification", FAT*, equation 4, for the shift
 */
export function movesOf(actionable: Actionable, feature: number, reference: Reference): Move[] {
  const { player } = actionable;
  const values = isNumeric(player) ? numbersOf(actionable, reference) : combinationsOf(player, reference);
  return values
    .flatMap((each) => moveTo(actionable, feature, each, reference) ?? [])
    .sort((one, other) => one.shift - other.shift);
}

function numbersOf({ player, constraint, turningPoints }: Actionable, reference: Reference): number[][] {
  const [column = 0] = player.columns;
  const own = reference.instance[column]!;
  if (!Number.isFinite(own)) return [];
  const sorted = columnOf(reference, column)
    .filter(Number.isFinite)
    .sort((one, other) => one - other);
  const quantiles = Array.from(
    { length: sorted.length === 0 ? 0 : QUANTILES + 1 },
    (_, part) => sorted[Math.round((part / QUANTILES) * (sorted.length - 1))]!,
  );
  const stepped = [...quantiles, ...(turningPoints ?? [])].map((value) => snapped(value, own, constraint.step));
  const allowed = stepped.filter((value) => value !== own && isAllowed(value, own, constraint));
  return [...new Set(allowed)].sort((one, other) => one - other).map((value) => [value]);
}

/** The nearest whole number of steps from `own` that goes at least as far as `value`. */
function snapped(value: number, own: number, step: number | undefined): number {
  if (step === undefined) return value;
  const steps = (value - own) / step;
  return own + step * (steps < 0 ? Math.floor(steps + 1e-9) : Math.ceil(steps - 1e-9));
}

function isAllowed(value: number, own: number, { direction, min, max }: ActionableDeclaration): boolean {
  if (direction === 'increase' && value < own) return false;
  if (direction === 'decrease' && value > own) return false;
  return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
}

function combinationsOf({ columns }: Player, { instance, background }: Reference): number[][] {
  const own = columns.map((column) => instance[column]!).join();
  const found = new Map<string, number[]>();
  for (let from = 0; from < background.length; from += instance.length) {
    const combination = columns.map((column) => background[from + column]!);
    found.set(combination.join(), combination);
  }
  found.delete(own);
  return [...found.keys()].sort().map((key) => found.get(key)!);
}

function moveTo({ player, links }: Actionable, feature: number, values: number[], reference: Reference): Move | null {
  const [own = Number.NaN] = player.columns.map((column) => reference.instance[column]!);
  const writes: Move['writes'] = [{ player, values, shift: shiftOf(player, values, reference) }];
  for (const { player: linked, factor, constraint } of links) {
    const [column = 0] = linked.columns;
    const old = reference.instance[column]!;
    const value = old + factor * (values[0]! - own);
    if (constraint !== undefined && !isAllowed(value, old, { ...constraint, direction: 'either' })) return null;
    writes.push({ player: linked, values: [value], shift: shiftOf(linked, [value], reference) });
  }
  return { feature, writes, shift: Math.max(...writes.map(({ shift }) => shift)) };
}

function shiftOf(player: Player, values: readonly number[], reference: Reference): number {
  const { columns } = player;
  const { instance, background } = reference;
  const n = background.length / instance.length;
  const [column = 0] = columns;
  if (isNumeric(player)) {
    const [old, next] = [instance[column]!, values[0]!];
    const [low, high] = [Math.min(old, next), Math.max(old, next)];
    return columnOf(reference, column).filter((value) => value > low && value <= high).length / n;
  }
  let held = 0;
  for (let from = 0; from < background.length; from += instance.length) {
    if (columns.every((each, position) => background[from + each] === values[position])) held += 1;
  }
  return 1 - held / n;
}

function columnOf({ instance, background }: Reference, column: number): number[] {
  const width = instance.length;
  return Array.from({ length: background.length / width }, (_, row) => background[row * width + column]!);
}
