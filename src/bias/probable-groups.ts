import type { ContingencyCell } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';

/** Rows that share decision, outcome and chances of belonging to each group, e.g. from a proxy of surname and place. */
export interface ProbableRows {
  /** By group, summing to at most 1; what is left is not known. */
  chances: Record<string, number>;
  favourable: boolean;
  adverseOutcome: boolean | null;
  n: number;
  /** Of each row; 1 when left out. */
  weight?: number;
}

/** Sums to 1 but for the rounding of printed chances. */
const ROUNDING = 1e-6;

/**
 * Weighted cells of groups that are known only by chance: each row counts in every group with its weight times its
 * chance, so that a rate is sum(w p x) / sum(w p). Tests on them rest on Kish's effective size; Fisher's never applies.
 *
 * Such rates are biased by what decision and group share beyond the proxy, and putting each row into its likeliest group
 * overstates gaps: say so beside them.
 *
 * @throws DossierError analysis/chances-not-shares
 * @see Chen, Kallus, Mao, Svacha & Udell 2019, Fairness under unawareness, https://arxiv.org/abs/1811.11154
 */
export function probableGroups(rows: readonly ProbableRows[]): ContingencyCell[] {
  return rows.flatMap(({ chances, favourable, adverseOutcome, n, weight = 1 }) => {
    const known = Object.keys(chances).sort();
    const sum = known.reduce((total, group) => total + (chances[group] ?? 0), 0);
    if (known.some((group) => !((chances[group] ?? -1) >= 0)) || sum > 1 + ROUNDING) {
      throw new DossierError('analysis/chances-not-shares', `chances of ${n} rows sum to ${sum}`, {
        hint: 'Give each row chances of 0 or more that sum to at most 1.',
      });
    }
    const cellOf = (group: string | null, chance: number): ContingencyCell => ({
      ...{ groups: [group], favourable, adverseOutcome, n },
      ...{ weight: n * weight * chance, weightSquares: n * (weight * chance) ** 2 },
    });
    const rest = 1 - sum;
    const cells = known.flatMap((group) => ((chances[group] ?? 0) > 0 ? [cellOf(group, chances[group] ?? 0)] : []));
    return rest > ROUNDING ? [...cells, cellOf(null, rest)] : cells;
  });
}
