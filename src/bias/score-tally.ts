import { binMiddle, binOf, MOST_SCORES, PROBABILITY, SCORE_BINS, type ScoreRange } from '../core/score-bins.ts';

/** Counts scores one by one while they are few, and by bin when they turn out to be many. */
export interface ScoreTally {
  add(kind: number, score: number): void;
  /** True when the scores are many and no range was given: only their ends are known, and a second look must bin them. */
  needsRange(): ScoreRange | null;
  /** Bins by this range from now on. Call it before the first score. */
  binBy(range: ScoreRange): void;
  /** The range by which these scores would have to be binned; null where they can be counted one by one. */
  rangeOf(scores: readonly number[]): ScoreRange | null;
  /** Null when no finite score was added. */
  counted(): { scores: Float64Array; rows: Float64Array; exact: boolean; missing: number } | null;
}

export function openScoreTally(kinds: number, areProbabilities: boolean): ScoreTally {
  let places: Map<number, number> | null = new Map();
  let rows = new Float64Array(1024 * kinds);
  let range: ScoreRange | null = null;
  let [missing, found, low, high] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

  function toBins(to: ScoreRange): void {
    const binned = new Float64Array(SCORE_BINS * kinds);
    for (const [score, place] of places ?? []) {
      const bin = binOf(to, score);
      for (let kind = 0; kind < kinds; kind += 1)
        binned[bin * kinds + kind] = (binned[bin * kinds + kind] ?? 0) + (rows[place * kinds + kind] ?? 0);
    }
    [places, rows, range] = [null, binned, to];
  }

  /** The place of a score that is counted for itself; -1 when there are too many of them. */
  function placeOf(score: number): number {
    if (places === null) return -1;
    const known = places.get(score);
    if (known !== undefined) return known;
    if (places.size >= MOST_SCORES) {
      if (areProbabilities) toBins(PROBABILITY);
      else [places, rows] = [null, new Float64Array(0)];
      return -1;
    }
    const place = places.size;
    places.set(score, place);
    if ((place + 1) * kinds > rows.length) {
      const larger = new Float64Array(2 * rows.length);
      larger.set(rows);
      rows = larger;
    }
    return place;
  }

  return {
    add(kind, score) {
      if (!Number.isFinite(score)) {
        missing += 1;
        return;
      }
      found += 1;
      if (score < low) low = score;
      if (score > high) high = score;
      let place = range === null ? placeOf(score) : binOf(range, score);
      if (place < 0) {
        if (range === null) return;
        place = binOf(range, score);
      }
      rows[place * kinds + kind] = (rows[place * kinds + kind] ?? 0) + 1;
    },
    needsRange: () => (places === null && range === null ? { low, high } : null),
    binBy: toBins,
    rangeOf(scores) {
      if (areProbabilities || new Set(scores).size <= MOST_SCORES) return null;
      return scores.reduce((ends, score) => ({ low: Math.min(ends.low, score), high: Math.max(ends.high, score) }), {
        low: Number.POSITIVE_INFINITY,
        high: Number.NEGATIVE_INFINITY,
      });
    },
    counted() {
      if (found === 0) return null;
      if (range !== null) {
        const held = range;
        return {
          scores: Float64Array.from({ length: SCORE_BINS }, (_, bin) => binMiddle(held, bin)),
          rows,
          exact: false,
          missing,
        };
      }
      return { scores: Float64Array.from(places?.keys() ?? []), rows, exact: true, missing };
    },
  };
}
