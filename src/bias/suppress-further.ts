import type { ProtectedAttribute } from '../core/case.ts';
import type { BiasAudit } from '../core/findings.ts';
import type { FurtherAttribute, FurtherAudit, ImpactTable, MeasureRecord, SweepRecord } from '../core/measures.ts';
import { furtherAudit } from './further-audit.ts';
import { groupMetrics, measuresOf } from './group-metrics.ts';
import { LEFT_OUT, type PublishedMargin } from './published-margins.ts';
import { reasons } from './reasons.ts';

interface Asked {
  bias: BiasAudit;
  further: FurtherAudit;
  attributes: readonly ProtectedAttribute[];
}

const OUTCOME_RATES = new Set(groupMetrics.filter(({ meta }) => meta.basis === 'outcomes').map(({ name }) => name));
const BY_SCORE = new Set([...measuresOf('group-scores'), ...measuresOf('pair-scores')].map(({ name }) => name));
const BY_STRATUM = new Set(measuresOf('strata').map(({ name }) => name));
/** Their value follows from the rows of all groups. */
const IN_ALL = new Set([...measuresOf('group-in-all').map(({ name }) => name), 'standardisedMeanDifferencePopulation']);

/** The further measures of one attribute or intersection, as far as they follow from its published margin. */
export function suppressFurther(
  record: FurtherAttribute,
  margin: PublishedMargin,
  { bias, further, attributes }: Asked,
): { record: FurtherAttribute; seed: string } {
  const { confidence, replicates } = further;
  const anew = furtherAudit(margin.table, null, { attributes, profile: bias.profile, confidence, replicates });
  const computed = anew.attributes.at(-1);
  const isWhole = margin.hidden.size === 0;
  const referenceShown = !margin.hidden.has(record.reference);
  const { impactTables, unknown, ...names } = record;
  const tables = (impactTables ?? []).flatMap((table) => suppressTable(table, margin));
  return {
    seed: anew.seed,
    record: {
      ...names,
      groups: record.groups.filter(({ group }) => !margin.hidden.has(group)),
      unknown: isWhole && !margin.unknownHidden ? unknown : { ...unknown, bounds: [] },
      measures: suppressMeasures(record.measures, computed?.measures ?? [], margin),
      pairs: referenceShown ? (computed?.pairs ?? []) : [],
      sweep: referenceShown ? (computed?.sweep ?? []).filter((row) => isShown(row, margin, record.reference)) : [],
      tests: isWhole ? (computed?.tests ?? []) : [],
      strata: isWhole ? record.strata : [],
      ...(impactTables === undefined ? {} : { impactTables: tables }),
    },
  };
}

function isShown({ metric, group }: SweepRecord, { hiddenOutcomes }: PublishedMargin, reference: string): boolean {
  return !OUTCOME_RATES.has(metric) || !(hiddenOutcomes.has(group) || hiddenOutcomes.has(reference));
}

/** Of every measure that stood there: as computed anew, as it was, or left out with its reason. */
function suppressMeasures(
  before: readonly MeasureRecord[],
  after: readonly MeasureRecord[],
  margin: PublishedMargin,
): MeasureRecord[] {
  const keyOf = ({ metric, group, reference, form }: MeasureRecord): string =>
    JSON.stringify([metric, group, reference, form]);
  const found = new Map(after.map((record) => [keyOf(record), record]));
  return before
    .filter(({ group }) => group === null || !margin.hidden.has(group))
    .map((record) => published(record, found.get(keyOf(record)), margin));
}

function published(
  record: MeasureRecord,
  anew: MeasureRecord | undefined,
  { hidden, hiddenOutcomes }: PublishedMargin,
): MeasureRecord {
  const { metric, group, reference } = record;
  const needsAll = group === null || IN_ALL.has(metric) || BY_STRATUM.has(metric);
  if (needsAll && hidden.size > 0) return leftOut(record);
  if (reference !== null && hidden.has(reference)) return leftOut(record);
  if (BY_STRATUM.has(metric)) return withoutResampling(record);
  if (BY_SCORE.has(metric)) {
    const isHidden = [group, reference].some((name) => name !== null && hiddenOutcomes.has(name));
    return isHidden ? leftOut(record) : withoutResampling(record);
  }
  const isSame =
    anew !== undefined && anew.reason === record.reason && (anew.value === null) === (record.value === null);
  return isSame ? anew : leftOut(record);
}

function leftOut({ metric, group, reference, form }: MeasureRecord): MeasureRecord {
  const nothing = { value: null, low: null, high: null, interval: 'none: there is no estimate' };
  return { metric, group, reference, form, ...nothing, reason: 'suppressed', because: reasons.suppressed };
}

/** Draws depend on all counts: who knows how they were drawn could find the hidden ones by trial. */
function withoutResampling(record: MeasureRecord): MeasureRecord {
  if (!/bootstrap/i.test(record.interval)) return record;
  return { ...record, low: null, high: null, interval: `none: ${LEFT_OUT}` };
}

/** A table of ratios to the highest rate, without it where the highest rate is that of a hidden category. */
function suppressTable(table: ImpactTable, { hidden, hiddenOutcomes }: PublishedMargin): ImpactTable[] {
  if (table.kind === 'scoring') return hiddenOutcomes.size > 0 ? [] : [table];
  const shown = table.rows.filter(({ category }) => !hidden.has(category));
  const best = table.rows.filter(({ excluded }) => !excluded).reduce((most, { rate }) => Math.max(most, rate ?? 0), 0);
  const bestIsShown = shown.some(({ excluded, rate }) => !excluded && rate === best);
  return [{ ...table, rows: bestIsShown ? shown : shown.map((row) => ({ ...row, impactRatio: null })) }];
}
