import type { ScoreCounts } from '../numeric/auc.ts';

/** How often each score occurs in one group, by known outcome. Scores ascending and distinct; a high one is adverse. */
export interface ScoreDistribution extends ScoreCounts {
  /** Rows of that score whose outcome is not known. */
  readonly unlabelled: Float64Array;
}

export interface ScoreBin {
  n: number;
  positives: number;
  /** Sum of the scores. */
  scores: number;
}

/** All rows of one score, whether the outcome is known or not. */
export function rowsAt({ positives, negatives, unlabelled }: ScoreDistribution, at: number): number {
  return (positives[at] ?? 0) + (negatives[at] ?? 0) + (unlabelled[at] ?? 0);
}

export function rowsOf(distribution: ScoreDistribution): number {
  let rows = 0;
  for (let at = 0; at < distribution.scores.length; at += 1) rows += rowsAt(distribution, at);
  return rows;
}

/**
 * The labelled rows in bins of about equal size. Rows of one score stay together: the bin of a score is
 * floor(bins * rows below it / rows).
 */
export function equalMassBins({ scores, positives, negatives }: ScoreDistribution, bins: number): ScoreBin[] {
  const rows = sum(positives) + sum(negatives);
  const found: ScoreBin[] = [];
  let below = 0;
  let last = -1;
  for (let at = 0; at < scores.length; at += 1) {
    const n = (positives[at] ?? 0) + (negatives[at] ?? 0);
    if (n === 0) continue;
    const place = Math.floor((bins * below) / rows);
    if (place !== last) found.push({ n: 0, positives: 0, scores: 0 });
    last = place;
    const bin = found[found.length - 1] as ScoreBin;
    bin.n += n;
    bin.positives += positives[at] ?? 0;
    bin.scores += n * (scores[at] ?? 0);
    below += n;
  }
  return found;
}

/** Rows of two distributions counted in bins cut at quantiles of the second, the reference. */
export function referenceBins(
  group: ScoreDistribution,
  reference: ScoreDistribution,
  bins: number,
): { group: number[]; reference: number[] } {
  const rows = rowsOf(reference);
  const cuts: number[] = [];
  let below = 0;
  reference.scores.forEach((score, at) => {
    const bin = Math.floor((bins * below) / rows);
    if (bin > cuts.length && rowsAt(reference, at) > 0) cuts.push(score);
    below += rowsAt(reference, at);
  });
  const countIn = (distribution: ScoreDistribution): number[] => {
    const counts = new Array<number>(cuts.length + 1).fill(0);
    let bin = 0;
    distribution.scores.forEach((score, at) => {
      while (bin < cuts.length && score >= (cuts[bin] ?? 0)) bin += 1;
      counts[bin] = (counts[bin] ?? 0) + rowsAt(distribution, at);
    });
    return counts;
  };
  return { group: countIn(group), reference: countIn(reference) };
}

/** Mean and sum of squared deviations of the scores of all rows. */
export function momentsOf(distribution: ScoreDistribution): { n: number; mean: number; squares: number } {
  const n = rowsOf(distribution);
  let sumOf = 0;
  distribution.scores.forEach((score, at) => {
    sumOf += score * rowsAt(distribution, at);
  });
  const mean = sumOf / n;
  let squares = 0;
  distribution.scores.forEach((score, at) => {
    squares += (score - mean) ** 2 * rowsAt(distribution, at);
  });
  return { n, mean, squares };
}

/** Walks the scores of two distributions together, ascending: the rows of each at that score. */
export function walkTogether(
  one: ScoreDistribution,
  two: ScoreDistribution,
  visit: (score: number, atOne: number | null, atTwo: number | null) => void,
): void {
  let i = 0;
  let j = 0;
  while (i < one.scores.length || j < two.scores.length) {
    const a = one.scores[i] ?? Number.POSITIVE_INFINITY;
    const b = two.scores[j] ?? Number.POSITIVE_INFINITY;
    const score = Math.min(a, b);
    visit(score, a === score ? i : null, b === score ? j : null);
    if (a === score) i += 1;
    if (b === score) j += 1;
  }
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
