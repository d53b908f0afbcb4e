import type { AttributeAudit } from '../../core/findings.ts';

/** The rates that a document shows, in this order. All others are in the record and in the tables beside it. */
const SHOWN_METRICS: readonly string[] = [
  'selectionRate',
  'truePositiveRate',
  'falsePositiveRate',
  'positivePredictiveValue',
];

/** The shown metrics that any group of an attribute has. */
export function metricsOf({ groups }: AttributeAudit): string[] {
  return SHOWN_METRICS.filter((metric) => groups.some(({ metrics }) => Object.hasOwn(metrics, metric)));
}
