import type { DriftRecord, RepresentationRecord } from '../core/audit-record.ts';
import type { ProtectedAttribute } from '../core/case.ts';
import type { ContingencyTable } from '../core/cells.ts';
import { goodnessOfFit } from '../numeric/pearson-chi-square.ts';
import { driftOfShares } from './drift.ts';
import { reasons } from './reasons.ts';

export interface Represented {
  records: RepresentationRecord[];
  /** Stability of the shares, and whether the training data follow the declared ones. */
  drift: DriftRecord;
}

/** How far declared shares may be from summing to 1. */
const ROUNDING = 1e-6;

/** Each known group's share of the training data and of the decisions, beside the declared one. */
export function representationOf(
  attribute: ProtectedAttribute,
  training: ContingencyTable,
  decisions: ContingencyTable,
): Represented {
  const [before, after] = [sizesOf(training, attribute.name), sizesOf(decisions, attribute.name)];
  const declared = attribute.shares ?? {};
  const groups = [...new Set([...before.keys(), ...after.keys(), ...Object.keys(declared)])].sort();
  const [n, m] = [sum([...before.values()]), sum([...after.values()])];
  const records = groups.map((group): RepresentationRecord => {
    const reference = declared[group] ?? null;
    const [here, there] = [before.get(group) ?? 0, after.get(group) ?? 0];
    const share = n === 0 ? null : here / n;
    return {
      ...{ attribute: attribute.name, group, reference },
      training: { n: here, share },
      decisions: { n: there, share: m === 0 ? null : there / m },
      index: share === null || reference === null || reference === 0 ? null : share / reference,
    };
  });
  const counts = {
    training: records.map((record) => record.training.n),
    decisions: records.map((record) => record.decisions.n),
  };
  const { measures, categories } = driftOfShares(counts);
  const fit = attribute.shares === undefined ? [] : [fitOf(records)];
  return { records, drift: { what: attribute.name, measures: [...measures, ...fit], categories } };
}

/** Pearson's test of the declared shares; groups for which none is declared are one category, of what remains of 1. */
function fitOf(records: readonly RepresentationRecord[]): DriftRecord['measures'][number] {
  const named = records.filter(({ reference }) => reference !== null);
  const rest = sum(records.filter(({ reference }) => reference === null).map(({ training }) => training.n));
  const shares = named.map(({ reference }) => reference ?? 0);
  const remainder = 1 - sum(shares);
  const metric = 'goodnessOfFit';
  if (remainder < -ROUNDING) {
    return { metric, value: null, reason: 'shares_above_one', because: reasons.shares_above_one, p: null };
  }
  const isOpen = remainder > ROUNDING || rest > 0;
  const counts = named.map(({ training }) => training.n);
  const found = goodnessOfFit(
    isOpen ? [...counts, rest] : counts,
    isOpen ? [...shares, Math.max(0, remainder)] : shares,
  );
  if (found === null) return { metric, value: null, reason: 'one_group', because: reasons.one_group, p: null };
  return { metric, value: Number.isFinite(found.statistic) ? found.statistic : null, p: found.p };
}

/** Rows of each known group. */
function sizesOf({ attributes, cells }: ContingencyTable, attribute: string): Map<string, number> {
  const column = attributes.indexOf(attribute);
  const sizes = new Map<string, number>();
  for (const { groups, n } of cells) {
    const group = groups[column] ?? null;
    if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + n);
  }
  return sizes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
