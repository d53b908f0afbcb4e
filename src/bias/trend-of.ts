import type { Trend, TrendPoint } from '../core/audit-record.ts';
import type { ProtectedAttribute } from '../core/case.ts';
import type { ContingencyTable } from '../core/cells.ts';
import { groupBy } from '../core/group-by.ts';
import { holm } from '../numeric/holm.ts';
import { criticalZ } from '../numeric/normal-quantile.ts';
import { pearsonChiSquare } from '../numeric/pearson-chi-square.ts';
import { countRows } from './count-groups.ts';
import { rateEnds, ratioEnds, selectionsOf } from './selection-of.ts';
import { testRecord } from './strata-records.ts';

export interface CountedPeriod {
  label: string;
  since: string;
  /** Not part of the period. */
  until: string;
  table: ContingencyTable;
}

/**
 * Selection rates and impact ratios of each group, period by period, and whether the rate of a group differs between the
 * periods at all: Pearson's chi-square of its decisions over the periods, with Holm's adjustment over all groups.
 *
 * The periods must not share a decision. Rates have Wilson intervals, ratios Katz'.
 * @see Pearson 1900; Holm 1979
 */
export function trendOf(
  by: Trend['by'],
  periods: readonly CountedPeriod[],
  attributes: readonly ProtectedAttribute[],
  confidence = 0.95,
): Trend {
  const z = criticalZ(confidence);
  const points = periods.map((period) => pointOf(period, attributes, z));
  const tests = attributes.flatMap(({ name, reference }) => {
    const selected = periods.map(({ table }) => selectionsOf(table, table.attributes.indexOf(name), reference));
    const byGroup = groupBy(selected.flat(), ({ group }) => group);
    return [...byGroup].map(([group, counts]) => {
      return { attribute: name, group, test: testRecord('Pearson chi-square over periods', pearsonChiSquare(counts)) };
    });
  });
  const adjusted = holm(tests.map(({ test }) => test?.p ?? null));
  return { by, points, tests: tests.map((each, at) => ({ ...each, pHolm: adjusted[at] ?? null })) };
}

function pointOf(
  { label, since, until, table }: CountedPeriod,
  attributes: readonly ProtectedAttribute[],
  z: number,
): TrendPoint {
  return {
    ...{ label, since, until, rowsRead: table.rowsRead, used: countRows(table) },
    attributes: attributes.map(({ name, reference }) => {
      const [first, ...others] = selectionsOf(table, table.attributes.indexOf(name), reference);
      const known = first === undefined ? others : [first, ...others];
      const groups = known.map((each) => ({
        ...{ group: each.group, n: each.rows, favourable: each.x, rate: rateEnds(each, z) },
        ratio: first === undefined || each === first ? null : ratioEnds(each, first, z),
      }));
      return { name, reference, groups };
    }),
  };
}
