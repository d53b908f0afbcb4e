import type { ScoreTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import { groupName } from './group-vectors.ts';
import { rowsAt, rowsOf, type ScoreDistribution } from './score-distribution.ts';

type Counts = [positives: number, negatives: number, unlabelled: number];

/** The score distribution of every group by one attribute or several; null is the key of rows of no known group. */
export function scoreGroups({ cells }: ScoreTable, columns: readonly number[]): Map<string | null, ScoreDistribution> {
  const found = new Map<string | null, Map<number, Counts>>();
  for (const { groups, adverseOutcome, score, n } of cells) {
    if (!Number.isFinite(score) || !Number.isSafeInteger(n) || n < 0) {
      throw new DossierError('analysis/scores-not-countable', `a cell of ${n} rows has the score ${score}`, {
        hint: 'Leave rows without a finite score out, and say so in the exclusions.',
      });
    }
    const name = groupName(groups, columns);
    const scores = found.get(name) ?? new Map<number, Counts>();
    found.set(name, scores);
    const counts = scores.get(score) ?? [0, 0, 0];
    scores.set(score, counts);
    counts[adverseOutcome === null ? 2 : adverseOutcome ? 0 : 1] += n;
  }
  return new Map([...found].map(([name, scores]) => [name, distributionOf(scores)]));
}

function distributionOf(counts: ReadonlyMap<number, Counts>): ScoreDistribution {
  const scores = Float64Array.from(counts.keys()).sort();
  const pick = (at: 0 | 1 | 2): Float64Array => Float64Array.from(scores, (score) => counts.get(score)?.[at] ?? 0);
  return { scores, positives: pick(0), negatives: pick(1), unlabelled: pick(2) };
}

/** All rows of several distributions together. */
export function mergeScores(distributions: Iterable<ScoreDistribution>): ScoreDistribution {
  const found = new Map<number, Counts>();
  for (const { scores, positives, negatives, unlabelled } of distributions) {
    scores.forEach((score, at) => {
      const counts = found.get(score) ?? [0, 0, 0];
      found.set(score, counts);
      counts[0] += positives[at] ?? 0;
      counts[1] += negatives[at] ?? 0;
      counts[2] += unlabelled[at] ?? 0;
    });
  }
  return distributionOf(found);
}

/** At most so many scores, each the mean of a bin of about equal size, so that resampling does not grow with the scores. */
export function coarsen(distribution: ScoreDistribution, bins: number): ScoreDistribution {
  if (distribution.scores.length <= bins) return distribution;
  const rows = rowsOf(distribution);
  const found = Array.from({ length: bins }, () => ({ n: 0, sum: 0, counts: [0, 0, 0] as Counts }));
  let below = 0;
  distribution.scores.forEach((score, at) => {
    const n = rowsAt(distribution, at);
    const bin = found[Math.min(bins - 1, Math.floor((bins * below) / rows))];
    if (bin === undefined) return;
    bin.n += n;
    bin.sum += n * score;
    bin.counts[0] += distribution.positives[at] ?? 0;
    bin.counts[1] += distribution.negatives[at] ?? 0;
    bin.counts[2] += distribution.unlabelled[at] ?? 0;
    below += n;
  });
  const kept = found.filter(({ n }) => n > 0);
  const pick = (at: 0 | 1 | 2): Float64Array => Float64Array.from(kept, ({ counts }) => counts[at]);
  return {
    scores: Float64Array.from(kept, ({ sum, n }) => sum / n),
    ...{ positives: pick(0), negatives: pick(1), unlabelled: pick(2) },
  };
}
