import type { ContingencyTable } from '../core/cells.ts';
import type { Ends, MeasureRecord, StratifiedRecord, TestRecord } from '../core/measures.ts';
import {
  breslowDay,
  cochranMantelHaenszel,
  mantelHaenszelOddsRatio,
  mantelHaenszelRiskRatio,
  type Pooled,
} from '../numeric/mantel-haenszel.ts';
import type { ChiSquareTest } from '../numeric/pearson-chi-square.ts';
import type { Stratum } from './define-measure.ts';
import type { FurtherContext } from './further-spec.ts';
import { measuresOf } from './group-metrics.ts';
import { countsOf, groupVectors } from './group-vectors.ts';
import { sumOf } from './measure-counts.ts';
import { noInterval, recordOf } from './measure-record.ts';

/** Odds ratios that differ between strata with a smaller p are not to be pooled. */
const HETEROGENEOUS = 0.05;

/** Each group against the reference within the strata of the declared controls; nothing without controls. */
export function strataRecords(
  table: ContingencyTable,
  columns: readonly number[],
  { groups, reference, z }: FurtherContext,
): { strata: StratifiedRecord[]; measures: MeasureRecord[] } {
  if (table.strata === undefined || table.strata.length === 0) return { strata: [], measures: [] };
  const named = { reference: reference.group ?? '', strata: table.strata };
  const found = groups
    .filter((vector) => vector !== reference)
    .map(({ group }) => ({ group: group ?? '', strata: strataOf(table, columns, group, reference.group ?? '') }));
  return {
    strata: found.map(({ group, strata }) => ({ group, ...named, ...pooled(strata, z) })),
    measures: found.flatMap(({ group, strata }) =>
      measuresOf('strata').map(({ name, measure }) =>
        recordOf(
          { metric: name, group, reference: named.reference, form: 'value' },
          measure(strata),
          noInterval('see the pooled ratios over strata'),
        ),
      ),
    ),
  };
}

/** The strata in order of their names. A control that is not known is a stratum of its own. */
function strataOf(
  table: ContingencyTable,
  columns: readonly number[],
  group: string | null,
  reference: string,
): Stratum[] {
  const found = new Map<string, ContingencyTable['cells']>();
  for (const cell of table.cells) {
    const key = JSON.stringify(cell.strata ?? []);
    found.set(key, [...(found.get(key) ?? []), cell]);
  }
  return [...found.keys()].sort().map((key) => {
    const vectors = groupVectors(found.get(key) ?? [], columns, reference);
    const of = (name: string | null) => countsOf(vectors.find((vector) => vector.group === name)?.weights ?? []);
    const known = vectors.filter((vector) => vector.group !== null).map(({ weights }) => countsOf(weights));
    return { group: of(group), reference: of(reference), all: sumOf(known) };
  });
}

function pooled(strata: readonly Stratum[], z: number): Omit<StratifiedRecord, 'group' | 'reference' | 'strata'> {
  const pairs = strata.map(({ group, reference }) => ({
    group: { x: group.favourable, n: group.n },
    reference: { x: reference.favourable, n: reference.n },
  }));
  const heterogeneity = breslowDay(pairs);
  return {
    used: pairs.filter(({ group, reference }) => group.n > 0 && reference.n > 0).length,
    cochranMantelHaenszel: testRecord('Cochran-Mantel-Haenszel', cochranMantelHaenszel(pairs)),
    oddsRatio: endsOf(mantelHaenszelOddsRatio(pairs, z)),
    riskRatio: endsOf(mantelHaenszelRiskRatio(pairs, z)),
    breslowDay: testRecord('Breslow-Day', heterogeneity?.plain ?? null),
    breslowDayTarone: testRecord('Breslow-Day, Tarone', heterogeneity?.tarone ?? null),
    doNotPool: (heterogeneity?.tarone.p ?? 1) < HETEROGENEOUS,
  };
}

export function testRecord(test: string, found: ChiSquareTest | null): TestRecord | null {
  return found === null ? null : { test, ...found };
}

function endsOf(found: Pooled | null): Ends {
  return found ?? { value: null, low: null, high: null, reason: 'no_strata' };
}
