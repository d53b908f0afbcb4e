import type { Place } from './error.ts';

/** How much an Issue weighs: a note, a doubt about some statement, or a gap that leaves one without evidence. */
export type Severity = 'info' | 'warning' | 'error';

/**
 * Recoverable trouble. It is data: it travels in the records and is printed in the dossier.
 * Codes are `room/slug`, are listed in the documentation and never change meaning.
 */
export interface Issue {
  readonly code: string;
  readonly severity: Severity;
  /** A sentence without a full stop that names the thing concerned. */
  readonly message: string;
  /** The record that shows it. Absent when the trouble is that there is no record. */
  readonly place?: Place;
  /** How to mend it. */
  readonly hint?: string;
  /** The question of a reviewer that stays without an answer, where the trouble is a break of the chain. */
  readonly leavesOpen?: string;
}
