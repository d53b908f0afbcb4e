import type { ScoreDistribution } from './score-distribution.ts';

/** Mean and sum of squared deviations of y - s over the labelled rows. */
export function residuals({ scores, positives, negatives }: ScoreDistribution): {
  n: number;
  mean: number;
  squares: number;
} {
  let [n, total] = [0, 0];
  scores.forEach((score, at) => {
    n += (positives[at] ?? 0) + (negatives[at] ?? 0);
    total += (positives[at] ?? 0) * (1 - score) - (negatives[at] ?? 0) * score;
  });
  const mean = total / n;
  let squares = 0;
  scores.forEach((score, at) => {
    squares += (positives[at] ?? 0) * (1 - score - mean) ** 2 + (negatives[at] ?? 0) * (-score - mean) ** 2;
  });
  return { n, mean, squares };
}
