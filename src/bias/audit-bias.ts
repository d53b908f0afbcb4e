import type { ProtectedAttribute } from '../core/case.ts';
import type { ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import type { AttributeAudit, BiasAudit, Disparity, GroupOutcome } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { criticalZ } from '../numeric/normal-quantile.ts';
import { comparisonFamily } from './comparison-family.ts';
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
 * Rates are shares from 0 to 1 with Wilson intervals, null with a reason where nothing was observed; of weighted rows,
 * they are shares of the weight, and intervals rest on the effective size. Each group is
 * compared with the reference group: ratio = group / reference (Katz), difference = group - reference (Newcombe),
 * Fisher's exact test where an expected count is below 5 and the pooled z test elsewhere (with weights, the z of
 * linearised variances), Holm's adjustment over the
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

function outcomeOf({ group, ...sums }: CountedGroup, z: number): GroupOutcome {
  const { n, ...counts } = sums.counts;
  const { tp, fp, fn, tn } = counts;
  const metrics = groupMetrics.map((metric) => [metric.name, estimateRate(metric, sums, z)] as const);
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
  const known = others.flatMap(({ group, ...sums }) => (group === null ? [] : [{ group, ...sums }]));
  return comparisonFamily(known, reference, profile, z).map((comparison) => {
    const { isSelectionRate: _, one: __, two: ___, ...facts } = comparison;
    return { ...facts, ...verdictOf(profile, comparison) };
  });
}
