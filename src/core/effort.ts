/** How the row budget of an explanation was spent. Both measures are of the leading scale. */
export interface Effort {
  /** Model rows that might have been scored on each scale. */
  rowBudget: number;
  /** Pairs of complementary coalitions that were played. */
  pairs: number;
  /** Background rows that were used of those at hand. */
  backgroundRows: number;
  /** Largest standard error of drawing coalitions, as a share of the range of the attributions. */
  relativeError: number;
  /** True when drawing coalitions leaves no doubt, at two standard errors, which attributions are the four most adverse. */
  topFourResolved: boolean;
  /**
   * `precise`: relativeError is below 0.01 and the four most adverse are resolved; `budget`: the row budget was spent
   * first; `exhausted`: all coalitions were played against all background rows at hand.
   */
  stopped: 'precise' | 'budget' | 'exhausted';
}
