import type { Words } from '../../core/words.ts';

const NAMES: Record<string, string> = {
  selectionRate: 'metric.selection-rate',
  truePositiveRate: 'metric.true-positive-rate',
  falsePositiveRate: 'metric.false-positive-rate',
  positivePredictiveValue: 'metric.positive-predictive-value',
};

/** A metric as a reader would name it; one that the template has no name for keeps its own. */
export function metricName(words: Words, metric: string): string {
  const key = Object.hasOwn(NAMES, metric) ? NAMES[metric] : undefined;
  return key === undefined ? metric : words(key);
}
