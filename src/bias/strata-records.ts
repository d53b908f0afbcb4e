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
import type { GroupCounts } from './define-group-metric.ts';
import type { Stratum } from './define-measure.ts';
import type { FurtherContext } from './further-spec.ts';
import { measuresOf } from './group-metrics.ts';
import { countsOf, groupVectors } from './group-vectors.ts';
import { byContent, sumOf } from './measure-counts.ts';
import { noInterval, numberOf, recordOf } from './measure-record.ts';
import { bootstrap, type ResampledInterval } from './resample.ts';

/** Odds ratios that differ between strata with a smaller p are not to be pooled. */
const HETEROGENEOUS = 0.05;

/** Each group against the reference within the strata of the declared controls; nothing without controls. */
export function strataRecords(
  table: ContingencyTable,
  columns: readonly number[],
  context: FurtherContext,
): { strata: StratifiedRecord[]; measures: MeasureRecord[] } {
  const { groups, reference, z } = context;
  if (table.strata === undefined || table.strata.length === 0) return { strata: [], measures: [] };
  const named = { reference: reference.group ?? '', strata: table.strata };
  const found = groups
    .filter((vector) => vector !== reference)
    .map(({ group }) => ({ group: group ?? '', strata: strataOf(table, columns, group, reference.group ?? '') }));
  const drawn = new Map(
    byContent(groups).map(({ group }) => {
      const strata = found.find((each) => each.group === group)?.strata;
      return [group ?? '', strata === undefined ? [] : resampled(strata, context)];
    }),
  );
  return {
    strata: found.map(({ group, strata }) => ({ group, ...named, ...pooled(strata, z) })),
    measures: found.flatMap(({ group, strata }) => {
      const intervals = drawn.get(group) ?? [];
      return units.map(({ name, measure }, index) =>
        recordOf(
          { metric: name, group, reference: named.reference, form: 'value' },
          measure(strata),
          intervals[index] ?? noInterval('not resampled'),
        ),
      );
    }),
  };
}

const units = measuresOf('strata');

/** BCa intervals over the cells of all strata: group, reference and others, selected or not. */
function resampled(strata: readonly Stratum[], { prng, replicates, confidence }: FurtherContext): ResampledInterval[] {
  const cells = Float64Array.from(
    strata.flatMap(({ group, reference, all }) => {
      const others = {
        n: all.n - group.n - reference.n,
        favourable: all.favourable - group.favourable - reference.favourable,
      };
      return [group, reference, others].flatMap(({ n, favourable }) => [favourable, n - favourable]);
    }),
  );
  if (!cells.every(Number.isSafeInteger)) return units.map(() => noInterval('rows have weights'));
  const statistics = (drawn: Float64Array): number[] => {
    const at = (index: number): GroupCounts => {
      const [favourable, adverse] = [drawn[2 * index] ?? 0, drawn[2 * index + 1] ?? 0];
      return { n: favourable + adverse, favourable, tp: 0, fp: 0, fn: 0, tn: 0 };
    };
    const redrawn = strata.map((_, k) => {
      const [group, reference, others] = [at(3 * k), at(3 * k + 1), at(3 * k + 2)];
      return { group, reference, all: sumOf([group, reference, others]) };
    });
    return units.map(({ measure }) => numberOf(measure(redrawn)));
  };
  return bootstrap(cells, statistics, { prng, replicates, confidence });
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
