import type { ContingencyTable } from '../core/cells.ts';
import type { Ends } from '../core/measures.ts';
import { katz } from '../numeric/katz.ts';
import type { Proportion } from '../numeric/proportion.ts';
import { wilson } from '../numeric/wilson.ts';
import { countGroups } from './count-groups.ts';
import { proportionBy } from './group-sums.ts';
import { selectionRate } from './metrics/selection-rate.ts';

/** The favourable decisions of one group: x of n, of the effective size where rows have weights. */
export interface SelectedGroup extends Proportion {
  group: string;
  /** Rows. */
  rows: number;
}

/** The known groups of an attribute, the reference first. */
export function selectionsOf(table: ContingencyTable, column: number, reference: string): SelectedGroup[] {
  return countGroups(table, column, reference).flatMap(({ group, ...sums }) =>
    group === null ? [] : [{ group, rows: sums.counts.n, ...proportionBy(selectionRate, sums) }],
  );
}

/** x / n with Wilson's interval. */
export function rateEnds({ x, n }: Proportion, z: number): Ends {
  if (n === 0) return { value: null, low: null, high: null, reason: 'no_rows' };
  return { value: x / n, ...wilson({ x, n }, z) };
}

/** (x1 / n1) / (x2 / n2) with Katz' interval. */
export function ratioEnds(one: Proportion, two: Proportion, z: number): Ends {
  const none = { value: null, low: null, high: null };
  if (one.n === 0 || two.n === 0) return { ...none, reason: one.n === 0 ? 'no_rows' : 'reference_no_rows' };
  if (two.x === 0) return { ...none, reason: one.x === 0 ? 'both_rates_zero' : 'reference_rate_zero' };
  const { low, high } = katz(one, two, z);
  return { value: (one.x * two.n) / (two.x * one.n), low, high };
}
