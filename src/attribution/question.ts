import type { Effort } from '../core/effort.ts';
import type { ExactReading } from '../core/exact-model.ts';
import type { Attribution } from '../core/findings.ts';
import type { Link } from './link.ts';
import type { Player } from './players.ts';
import type { Setting } from './setting.ts';

export interface Question extends Setting {
  players: readonly Player[];
  /** Rows from which the background was drawn; its rows are in random order, so that the first ones are a draw too. */
  poolRows: number;
  /** 32 hexadecimal digits; see deriveSeed. */
  seed: string;
  /** Model rows that may be spent on each scale. */
  rowBudget: number;
  /** The score at which the decision turns, on the scale of the recorded score. */
  cutoff: number;
  /** True, and taken to be true when absent, when higher scores are adverse. */
  adverseIsHigh?: boolean;
  /** Sampling goes on until relativeError (see Effort) is below this; 0.01 when absent, 0 to spend all of the budget. */
  precision?: number;
  /** The scores read as sums with a closed form, or why they were not; the engines that need none when absent. */
  exact?: readonly ExactReading[];
  /** Bends the mean score of a coalition; the identity when absent. */
  link?: Link;
}

export type NumericAttribution = Omit<Attribution, 'background' | 'features' | 'reasons'> & { effort?: Effort };

/** Background rows at hand, those in reserve included. */
export function heldRows({ background, backgroundRows, instance }: Setting): number {
  return instance.length === 0 ? backgroundRows : background.length / instance.length;
}
