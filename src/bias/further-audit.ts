import type { ProtectedAttribute } from '../core/case.ts';
import type { ContingencyTable, ScoreTable } from '../core/cells.ts';
import type {
  FurtherAttribute,
  FurtherAudit,
  GroupSize,
  ImpactTable,
  MeasureDefinition,
  MeasureRecord,
} from '../core/measures.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { sha256Hex } from '../core/sha256.ts';
import { clopperPearson } from '../numeric/clopper-pearson.ts';
import { criticalZ } from '../numeric/normal-quantile.ts';
import { pearsonChiSquare } from '../numeric/pearson-chi-square.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import { countRows } from './count-groups.ts';
import { type FurtherContext, isWeighted, LEAST_ROWS, MOST_GROUPS, replicatesFor } from './further-spec.ts';
import { countsOf, effectiveSize, type GroupVector, groupVectors } from './group-vectors.ts';
import { scoringTable, selectionTable } from './impact-tables.ts';
import { byContent, measureCounts } from './measure-counts.ts';
import { measureScores } from './measure-scores.ts';
import { measureSpread } from './measure-spread.ts';
import { biasMetrics } from './metrics/registry.ts';
import { oddsPermutation } from './odds-permutation.ts';
import { pairRecords, sweepRates } from './pair-records.ts';
import { scoreGroups } from './score-groups.ts';
import { strataRecords, testRecord } from './strata-records.ts';
import { unknownRows } from './unknown-bounds.ts';

export interface FurtherSpec {
  attributes: readonly ProtectedAttribute[];
  profile: RegimeProfile;
  /** Of every interval, strictly between 0 and 1; 0.95 when left out. */
  confidence?: number;
  /** Of the bootstrap and of permutations; 2000 when left out. */
  replicates?: number;
}

const REPLICATES = 2000;
/** Of the rows, for a category to be the one of the highest rate. */
const LEAST_SHARE = { numerator: 1, denominator: 50 };

/**
 * Everything an audit says beyond the rates of each group: a pure function of cells and score counts.
 *
 * Each declared attribute, then each pair of attributes as an intersection. Measures that are null have a reason, and
 * infinite ones are said to be so. The same cells give the same bits: the seed is the digest of the counts, whatever the
 * groups are called.
 *
 * @param table - counts by group, decision and outcome, with strata and weights if there are any
 * @param scores - counts by group, outcome and score; null when no score is held, and then nothing is said of scores
 * @throws DossierError analysis/rows-do-not-add-up, analysis/cells-not-countable, analysis/weight-not-countable,
 *   analysis/scores-not-countable
 * @see Efron 1987; DeLong et al. 1988; Miettinen & Nurminen 1985; Mantel & Haenszel 1959; Benjamini & Hochberg 1995
 */
export function furtherAudit(table: ContingencyTable, scores: ScoreTable | null, spec: FurtherSpec): FurtherAudit {
  countRows(table);
  const { confidence = 0.95, replicates = REPLICATES } = spec;
  const seed = seedOf(table, scores);
  const single = spec.attributes.map((attribute) => [attribute]);
  const pairs = spec.attributes.flatMap((one, at) => spec.attributes.slice(at + 1).map((other) => [one, other]));
  const run = { table, scores, profile: spec.profile, confidence, replicates, seed };
  return {
    ...{ confidence, replicates, seed, definitions: biasMetrics.map(definitionOf) },
    attributes: [...single, ...pairs].map((attributes) => furtherAttribute(attributes, run)),
  };
}

interface Run {
  table: ContingencyTable;
  scores: ScoreTable | null;
  profile: RegimeProfile;
  confidence: number;
  replicates: number;
  seed: string;
}

function furtherAttribute(attributes: readonly ProtectedAttribute[], run: Run): FurtherAttribute {
  const { table, profile, confidence } = run;
  const columns = attributes.map(({ name }) => table.attributes.indexOf(name));
  const reference = attributes.map((attribute) => attribute.reference).join(' | ');
  const vectors = groupVectors(table.cells, columns, reference);
  const known = vectors.filter(({ group }) => group !== null);
  const measured = largest(known);
  const name = attributes.map((attribute) => attribute.name).join(' \u00d7 ');
  const context: FurtherContext = {
    groups: measured,
    reference: known[0] as GroupVector,
    ...{ profile, confidence, z: criticalZ(confidence), replicates: replicatesFor(measured.length, run.replicates) },
    prng: xoshiro128(sha256Hex(`further-audit/1 ${run.seed} ${name}`).slice(0, 32)),
  };
  const stratified = strataRecords(table, columns, context);
  const byScore = run.scores === null || attributes.length > 1 ? null : scoreGroups(run.scores, columns);
  const tables = impactTables(
    attributes.map((attribute) => attribute.name),
    vectors,
    run,
    columns,
  );
  return {
    ...{ name, attributes: attributes.map((attribute) => attribute.name), reference },
    groups: sizesOf(known, measured, confidence),
    unknown: unknownRows(
      vectors.find(({ group }) => group === null),
      known,
      context.reference,
    ),
    measures: [
      ...withNulls(measureCounts(context), context),
      ...measureSpread(context),
      ...stratified.measures,
      ...(byScore === null ? [] : measureScores(byScore, context)),
    ],
    pairs: pairRecords(context),
    sweep: sweepRates(context),
    tests: [testRecord('Pearson chi-square of selection', pearsonChiSquare(known.map(selectedOf)))].filter(
      (test) => test !== null,
    ),
    strata: stratified.strata,
    ...(tables.length === 0 ? {} : { impactTables: tables }),
  };
}

function selectedOf({ rows }: GroupVector): { x: number; n: number } {
  const { favourable, n } = countsOf(rows);
  return { x: favourable, n };
}

/** The reference and the largest of the others, in the order in which they stand. */
function largest(known: readonly GroupVector[]): GroupVector[] {
  if (known.length <= MOST_GROUPS) return [...known];
  const sizes = known.slice(1).map(({ rows }) => countsOf(rows).n);
  const least = [...sizes].sort((one, other) => other - one)[MOST_GROUPS - 2] ?? 0;
  return known.filter((vector, at) => at === 0 || countsOf(vector.rows).n >= least).slice(0, MOST_GROUPS);
}

/** Folded gaps with their permutation null beside. */
function withNulls(records: readonly MeasureRecord[], context: FurtherContext): MeasureRecord[] {
  const nulls = new Map(
    byContent(context.groups)
      .filter((vector) => vector !== context.reference)
      .map((vector) => [vector.group, oddsPermutation(vector, context)]),
  );
  return records.map((record) => ({ ...record, ...nulls.get(record.group)?.get(record.metric) }));
}

/** Where Wilson's interval is too bold: few rows, or nobody or everybody selected. */
function exact(vector: GroupVector, confidence: number): Pick<GroupSize, 'exactInterval'> {
  const { x, n } = selectedOf(vector);
  if (n === 0 || isWeighted([vector]) || (n >= LEAST_ROWS && x > 0 && x < n)) return {};
  return { exactInterval: clopperPearson({ x, n }, confidence) };
}

function sizesOf(known: readonly GroupVector[], measured: readonly GroupVector[], confidence: number): GroupSize[] {
  const rows = known.reduce((sum, vector) => sum + countsOf(vector.rows).n, 0);
  const isMeasured = new Set(measured);
  return known.map((vector) => {
    const { n } = countsOf(vector.rows);
    const nEffective = effectiveSize(vector);
    const eligible = nEffective >= LEAST_ROWS;
    const because = !isMeasured.has(vector)
      ? `not measured further: beyond the ${MOST_GROUPS} largest groups`
      : `fewer than ${LEAST_ROWS} effective rows: low power, and no part in the worst case`;
    const size = {
      group: vector.group ?? '',
      n,
      nEffective,
      share: rows === 0 ? 0 : n / rows,
      ...exact(vector, confidence),
      eligible,
    };
    return eligible && isMeasured.has(vector) ? size : { ...size, because };
  });
}

function impactTables(
  names: string[],
  vectors: readonly GroupVector[],
  run: Run,
  columns: readonly number[],
): ImpactTable[] {
  const { publishes, reference } = run.profile;
  if (publishes === undefined && reference !== 'highest-rate') return [];
  const { leastShare } = publishes ?? { leastShare: LEAST_SHARE };
  const selected = selectionTable(names, vectors, leastShare);
  if (run.scores === null) return [selected];
  return [selected, scoringTable(names, scoreGroups(run.scores, columns), { leastShare, higherIsFavourable: false })];
}

function definitionOf({ name, meta }: (typeof biasMetrics)[number]): MeasureDefinition {
  const { title, answers, formula, unit, undefinedWhen, limits } = meta;
  const source = [meta.source.work, meta.source.locator].filter((part) => part !== undefined).join(', ');
  const reasons = typeof undefinedWhen === 'string' ? [undefinedWhen] : [...undefinedWhen];
  return { metric: name, title, answers, formula, unit, source, undefinedWhen: reasons, limits: [...limits] };
}

/** The digest of the counts, without the names of the groups. */
function seedOf({ cells }: ContingencyTable, scores: ScoreTable | null): string {
  const counts = cells.map(({ favourable, adverseOutcome, n, weight }) =>
    JSON.stringify([favourable, adverseOutcome, n, weight ?? n]),
  );
  const scored = (scores?.cells ?? []).map(({ adverseOutcome, score, n }) =>
    JSON.stringify([adverseOutcome, score, n]),
  );
  return sha256Hex(['further-audit/1', ...counts.sort(), ...scored.sort()].join('\n')).slice(0, 32);
}
