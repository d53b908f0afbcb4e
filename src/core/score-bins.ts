/** With more different scores than so many, scores are counted by bin. */
export const MOST_SCORES = 20_000;
export const SCORE_BINS = 1000;

/** Where scores lie; bins of equal width reach from one end to the other. */
export interface ScoreRange {
  low: number;
  high: number;
}

/** A probability is binned from 0 to 1, whatever the slice holds. */
export const PROBABILITY: ScoreRange = { low: 0, high: 1 };

export function binWidth({ low, high }: ScoreRange): number {
  return (high - low) / SCORE_BINS;
}

/** The middle of a bin, which stands for the scores in it. */
export function binMiddle(range: ScoreRange, bin: number): number {
  return range.low + ((bin + 0.5) * (range.high - range.low)) / SCORE_BINS;
}

export function binOf(range: ScoreRange, score: number): number {
  const bin = Math.floor((score - range.low) / binWidth(range));
  return bin >= SCORE_BINS ? SCORE_BINS - 1 : bin;
}
