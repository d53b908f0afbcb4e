import type { GroupCounts } from './define-group-metric.ts';
import { type Measured, missing, shareOf } from './measured.ts';

// The rates of which composites are made. Positive is the adverse decision.

export function selected({ favourable, n }: GroupCounts): Measured {
  return shareOf(favourable, n, 'no_rows');
}

export function truePositive({ tp, fn }: GroupCounts): Measured {
  return shareOf(tp, tp + fn, 'no_positive_labels');
}

export function falsePositive({ fp, tn }: GroupCounts): Measured {
  return shareOf(fp, fp + tn, 'no_negative_labels');
}

export function positivePredictive({ tp, fp }: GroupCounts): Measured {
  return shareOf(tp, tp + fp, 'no_predicted_positives');
}

export function falseOmission({ fn, tn }: GroupCounts): Measured {
  return shareOf(fn, fn + tn, 'no_predicted_negatives');
}

/** Both rates of a pair by name, for a composite that says which one is missing. */
export function pairOf(
  name: string,
  of: (counts: GroupCounts) => Measured,
  group: GroupCounts,
  reference: GroupCounts,
): [[string, Measured], [string, Measured]] {
  return [
    [`${name} of the group`, of(group)],
    [`${name} of the reference`, of(reference)],
  ];
}

/** Generalised entropy of benefits b = 0 (fp), 1 (tp, tn), 2 (fn), the favourable decision being the benefit. */
export function benefitsOf({ tp, fp, fn, tn }: GroupCounts): {
  n: number;
  mean: number;
  shares: [number, number, number];
} {
  const n = tp + fp + fn + tn;
  return { n, mean: (tp + tn + 2 * fn) / n, shares: [fp / n, (tp + tn) / n, fn / n] };
}

/** The reason for which no entropy exists, or null. */
export function noBenefits(counts: GroupCounts): Measured | null {
  const { n, mean } = benefitsOf(counts);
  if (n === 0) return missing('no_labels');
  return mean === 0 ? missing('no_benefit') : null;
}
