import type { ProtectedAttribute } from '../core/case.ts';
import type { ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import type { AttributeAudit, BiasAudit, Disparity, GroupOutcome } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { holm } from '../numeric/holm.ts';
import { criticalZ } from '../numeric/normal-quantile.ts';
import { compareGroups } from './compare-groups.ts';
import { type CountedGroup, countGroups, countRows } from './count-groups.ts';
import { estimateRate } from './estimate-rate.ts';
import { groupMetrics } from './group-metrics.ts';
import { verdictOf } from './verdict-of.ts';

export interface AuditSpec {
  attributes: readonly ProtectedAttribute[];
  /** The favourable decision, as the log spells it. */
  favourable: string;
  /** The adverse decision, which is the positive class. */
  positive: string;
  profile: RegimeProfile;
  /** Which decisions were counted, in words. */
  sliceDescription: string;
  /** Of every interval, strictly between 0 and 1; 0.95 when left out. */
  confidence?: number;
}

const CONFIDENCE = 0.95;
const UNKNOWN = 'not known';

/**
 * Outcomes by group: a pure function of integer cells.
 *
 * Rates are shares from 0 to 1 with Wilson intervals, null with a reason where nothing was observed. Each group is
 * compared with the reference group: ratio = group / reference (Katz), difference = group - reference (Newcombe),
 * Fisher's exact test where an expected count is below 5 and the pooled z test elsewhere, Holm's adjustment over the
 * comparisons of one attribute. Rows whose group is not known are counted and shown, never compared.
 *
 * @param table - counts by group, decision and outcome; rows read = rows of the cells + rows of the exclusions
 * @returns groups in the order reference, others by name, unknown; comparisons by group, then by metric
 * @throws DossierError analysis/rows-do-not-add-up, analysis/cells-not-countable, analysis/attribute-not-counted,
 *   usage/confidence-out-of-range
 * @see Wilson 1927; Newcombe 1998; Katz et al. 1978; Holm 1979; 29 CFR 1607.4(D)
 */
export function auditBias(table: ContingencyTable, spec: AuditSpec): BiasAudit {
  const { favourable, positive, profile, sliceDescription, confidence = CONFIDENCE } = spec;
  if (!(confidence > 0 && confidence < 1)) {
    throw new DossierError('usage/confidence-out-of-range', `the confidence ${confidence} is not between 0 and 1`, {
      hint: 'Give a share such as 0.95.',
    });
  }
  const z = criticalZ(confidence);
  return {
    slice: { description: sliceDescription, from: table.from, to: table.to },
    rowsRead: table.rowsRead,
    used: countRows(table),
    exclusions: table.exclusions,
    ...{ favourable, positive, confidence, profile },
    attributes: spec.attributes.map((attribute) => auditAttribute(table, attribute, profile, z)),
  };
}

function auditAttribute(
  table: ContingencyTable,
  { name, label, reference }: ProtectedAttribute,
  profile: RegimeProfile,
  z: number,
): AttributeAudit {
  const column = table.attributes.indexOf(name);
  if (column < 0) {
    throw new DossierError('analysis/attribute-not-counted', `the slice was not counted by "${name}"`, {
      hint: `It was counted by: ${table.attributes.join(', ') || 'nothing'}.`,
    });
  }
  const counted = countGroups(table, column, reference);
  return {
    ...{ name, label, reference },
    groups: counted.map((group) => outcomeOf(group, z)),
    disparities: disparitiesOf(counted, profile, z),
  };
}

function outcomeOf({ group, counts: { n, ...counts } }: CountedGroup, z: number): GroupOutcome {
  const { tp, fp, fn, tn } = counts;
  const metrics = groupMetrics.map((metric) => [metric.name, estimateRate(metric, { n, ...counts }, z)] as const);
  return {
    group: group ?? UNKNOWN,
    unknown: group === null,
    n,
    labelled: tp + fp + fn + tn,
    counts,
    metrics: Object.fromEntries(metrics),
  };
}

/** Each known group against the first, which is the reference. */
function disparitiesOf([reference, ...others]: CountedGroup[], profile: RegimeProfile, z: number): Disparity[] {
  if (reference === undefined) return [];
  const comparisons = others.flatMap(({ group, counts }) =>
    group === null
      ? []
      : comparedMetrics.map((metric) =>
          compareGroups(metric, { group, counts, reference: reference.counts }, profile, z),
        ),
  );
  const adjusted = holm(comparisons.map(({ p }) => p));
  return comparisons.map((comparison, index) => {
    const pAdjusted = adjusted[index] ?? null;
    const { usesImpactRatio: _, smallest: __, ...facts } = comparison;
    return { ...facts, pAdjusted, ...verdictOf(comparison, pAdjusted, profile) };
  });
}

/** The family that is declared before any number is seen: the screened rate first, then the others by id. */
const comparedMetrics = [
  ...groupMetrics.filter(({ meta }) => meta.comparison === 'impact-ratio'),
  ...groupMetrics.filter(({ meta }) => meta.comparison === 'test'),
];
