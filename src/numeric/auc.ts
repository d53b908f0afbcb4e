/** How often each score occurs among the rows of either outcome; scores ascending and distinct. */
export interface ScoreCounts {
  readonly scores: Float64Array;
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

export interface AucEstimate {
  value: number;
  /** DeLong's; null when either class has fewer than two rows. */
  variance: number | null;
}

/**
 * The area under the ROC curve with DeLong's variance, from counts of distinct scores, in one pass.
 *
 *     AUC = [#(positive above negative) + 1/2 #(tied)] / (P N)
 *     variance = S10 / P + S01 / N,   S the sample variances of the structural components
 *
 * @param counts - whole rows, not weights
 * @returns null when one of the classes has no row
 * @see DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44(3); Sun & Xu 2014 for midranks
 */
export function auc({ scores, positives, negatives }: ScoreCounts): AucEstimate | null {
  const p = sum(positives);
  const n = sum(negatives);
  if (p === 0 || n === 0) return null;
  let below = 0;
  let wins = 0;
  for (let i = 0; i < scores.length; i += 1) {
    wins += positives[i]! * (below + negatives[i]! / 2);
    below += negatives[i]!;
  }
  const value = wins / p / n;
  if (p < 2 || n < 2) return { value, variance: null };
  let under = 0;
  let over = p;
  let spread10 = 0;
  let spread01 = 0;
  for (let i = 0; i < scores.length; i += 1) {
    over -= positives[i]!;
    spread10 += positives[i]! * ((under + negatives[i]! / 2) / n - value) ** 2;
    spread01 += negatives[i]! * ((over + positives[i]! / 2) / p - value) ** 2;
    under += negatives[i]!;
  }
  return { value, variance: spread10 / (p - 1) / p + spread01 / (n - 1) / n };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
