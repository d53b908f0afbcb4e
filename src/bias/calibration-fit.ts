import { logit } from '../numeric/logistic.ts';
import { type LogisticLine, logisticFit } from '../numeric/logistic-fit.ts';
import type { Reason } from './reasons.ts';
import { type ScoreDistribution, sum } from './score-distribution.ts';

/** The recalibration line logit P(y = 1) = intercept + slope logit s of one group, or the reason why there is none. */
export function calibrationFit({ scores, positives, negatives }: ScoreDistribution): LogisticLine | Reason {
  const labelled = [...scores.keys()].filter((at) => (positives[at] ?? 0) + (negatives[at] ?? 0) > 0);
  if (labelled.length === 0) return 'no_labels';
  if (sum(positives) === 0 || sum(negatives) === 0) return 'one_class';
  const pick = (values: Float64Array): number[] => labelled.map((at) => values[at] ?? 0);
  const logits = pick(scores).map(logit);
  if (!logits.every(Number.isFinite)) return 'score_at_zero_or_one';
  return logisticFit(logits, pick(positives), pick(negatives)) ?? 'separated';
}
