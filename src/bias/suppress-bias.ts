import type { ProtectedAttribute } from '../core/case.ts';
import type { AttributeAudit, BiasAudit, GroupOutcome } from '../core/findings.ts';
import { sha256Hex } from '../core/sha256.ts';
import { auditBias } from './audit-bias.ts';
import { groupMetrics } from './group-metrics.ts';
import type { PublishedMargin } from './published-margins.ts';
import { suppressFurther } from './suppress-further.ts';

/** Rates of outcomes, which a group may have to keep for itself. */
const OUTCOME_RATES = new Set(groupMetrics.filter(({ meta }) => meta.basis === 'outcomes').map(({ name }) => name));

/**
 * An audit of which everything follows from margins that are published: rates, comparisons, intervals, Holm's family and
 * verdicts are computed anew from them. What cannot be, and needs no hidden group, stays.
 */
export function suppressBias(bias: BiasAudit, margins: readonly PublishedMargin[]): BiasAudit {
  const declared = bias.attributes.map(({ name, label, reference }): ProtectedAttribute => {
    return { name, label, reference, column: name };
  });
  const marginOf = (names: readonly string[]): PublishedMargin | undefined =>
    margins.find(({ attributes }) => attributes.join('\n') === names.join('\n'));
  const attributes = bias.attributes.flatMap((audit) => {
    const margin = marginOf([audit.name]);
    return margin === undefined ? [] : [suppressAttribute(audit, margin, bias)];
  });
  const { further, ...rest } = bias;
  if (further === undefined) return { ...rest, attributes };
  const measured = further.attributes.flatMap((one) => {
    const margin = marginOf(one.attributes);
    const asked = declared.filter(({ name }) => one.attributes.includes(name));
    return margin === undefined ? [] : [suppressFurther(one, margin, { bias, further, attributes: asked })];
  });
  const seed = sha256Hex(measured.map((each) => each.seed).join('\n')).slice(0, 32);
  return { ...rest, attributes, further: { ...further, seed, attributes: measured.map(({ record }) => record) } };
}

function suppressAttribute(audit: AttributeAudit, margin: PublishedMargin, bias: BiasAudit): AttributeAudit {
  const { name, label, reference } = audit;
  const { favourable, positive, profile, confidence, slice } = bias;
  const [anew] = auditBias(margin.table, {
    attributes: [{ name, label, reference, column: name }],
    ...{ favourable, positive, profile, confidence, sliceDescription: slice.description },
  }).attributes;
  const groups = (anew?.groups ?? []).filter(({ group }) => !margin.hidden.has(group));
  const withoutOutcomes = (group: string): boolean => margin.hiddenOutcomes.has(group);
  const disparities = (anew?.disparities ?? []).filter(
    ({ group, metric }) =>
      !margin.hidden.has(reference) &&
      !(OUTCOME_RATES.has(metric) && (withoutOutcomes(group) || withoutOutcomes(reference))),
  );
  return {
    ...{ name, label, reference, disparities },
    groups: groups.map((outcome) => {
      const before = audit.groups.find((each) => each.group === outcome.group);
      return before?.labelled === outcome.labelled ? outcome : outcomesLeftOut(outcome);
    }),
  };
}

function outcomesLeftOut(outcome: GroupOutcome): GroupOutcome {
  const metrics = Object.entries(outcome.metrics).map(([name, estimate]) => {
    return [name, OUTCOME_RATES.has(name) ? { ...estimate, reason: 'suppressed' } : estimate] as const;
  });
  return { ...outcome, suppressed: 'outcomes', metrics: Object.fromEntries(metrics) };
}
