import type { ImpactRow, ImpactTable } from '../core/measures.ts';
import type { Fraction } from '../core/regime.ts';
import { countsOf, type GroupVector } from './group-vectors.ts';
import { rowsAt, rowsOf, type ScoreDistribution } from './score-distribution.ts';
import { mergeScores } from './score-groups.ts';

interface Counted {
  category: string;
  x: number;
  n: number;
}

/**
 * The selection-rate table of a regime that asks for publication: each category's rate and its ratio to the highest
 * rate. Categories of less than `leastShare` of the rows are left out of the ratios, and still listed.
 *
 * @see 6 RCNY 5-301(b) to (d)
 */
export function selectionTable(
  attributes: string[],
  groups: readonly GroupVector[],
  leastShare: Fraction,
): ImpactTable {
  const counted = groups.flatMap(({ group, rows }) => {
    const { favourable, n } = countsOf(rows);
    return group === null ? [] : [{ category: group, x: favourable, n }];
  });
  const unknown = countsOf(groups.find(({ group }) => group === null)?.rows ?? []).n;
  return { kind: 'selection', attributes, rows: rowsWithRatios(counted, unknown, leastShare), unknown };
}

/**
 * The scoring-rate table: the share of each category that scored strictly above the median of all rows, the unknown
 * ones too.
 *
 * @param higherIsFavourable - false where a high score is adverse; then those strictly below the median count
 */
export function scoringTable(
  attributes: string[],
  scores: ReadonlyMap<string | null, ScoreDistribution>,
  { leastShare, higherIsFavourable }: { leastShare: Fraction; higherIsFavourable: boolean },
): ImpactTable {
  const median = medianOf(mergeScores(scores.values()));
  const counted = [...scores.keys()]
    .filter((name) => name !== null)
    .sort()
    .map((category) => ({ category, ...beyond(scores.get(category), median, higherIsFavourable) }));
  const { n: unknown } = beyond(scores.get(null), median, higherIsFavourable);
  const rows = rowsWithRatios(counted, unknown, leastShare);
  return { kind: 'scoring', attributes, rows, unknown, ...(median === null ? {} : { median }) };
}

/** The middle score, or the mean of the two middle ones; the count of rows beyond it is the same for either. */
function medianOf(scores: ScoreDistribution): number | null {
  const rows = rowsOf(scores);
  if (rows === 0) return null;
  const at = (rank: number): number => {
    let below = 0;
    for (const [index, score] of scores.scores.entries()) {
      below += rowsAt(scores, index);
      if (below > rank) return score;
    }
    return Number.NaN;
  };
  return (at(Math.floor((rows - 1) / 2)) + at(Math.floor(rows / 2))) / 2;
}

function beyond(
  scores: ScoreDistribution | undefined,
  median: number | null,
  above: boolean,
): { x: number; n: number } {
  if (scores === undefined || median === null) return { x: 0, n: 0 };
  let x = 0;
  scores.scores.forEach((score, at) => {
    if (above ? score > median : score < median) x += rowsAt(scores, at);
  });
  return { x, n: rowsOf(scores) };
}

/** Ratios to the highest rate of the categories that are not left out; shares of all rows, the unknown ones too. */
export function rowsWithRatios(counted: readonly Counted[], unknown: number, leastShare: Fraction): ImpactRow[] {
  const rows = counted.reduce((sum, { n }) => sum + n, unknown);
  const isSmall = ({ n }: Counted): boolean => n * leastShare.denominator < rows * leastShare.numerator;
  const highest = counted
    .filter((each) => each.n > 0 && !isSmall(each))
    .reduce<Counted | null>((best, each) => (best === null || each.x * best.n > best.x * each.n ? each : best), null);
  return counted.map((each) => {
    const { category, x, n } = each;
    const rate = n === 0 ? null : x / n;
    if (n === 0 || isSmall(each)) {
      const because = `fewer than ${leastShare.numerator}/${leastShare.denominator} of the rows`;
      return { category, n, x, rate, impactRatio: null, excluded: true, because };
    }
    const impactRatio = highest === null || highest.x === 0 ? null : (x * highest.n) / (highest.x * n);
    return { category, n, x, rate, impactRatio, excluded: false };
  });
}
