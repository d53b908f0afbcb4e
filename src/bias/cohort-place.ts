import type { CohortCell, ScorePlace } from '../core/cohort.ts';

/** Rows of a cohort that agree in groups, decision and outcome, with the place of their scores beside the person's. */
export interface CohortCount {
  groups: readonly (string | null)[];
  favourable: boolean;
  adverseOutcome: boolean | null;
  n: number;
  /** Rows with a finite score; of these, below the person's and equal to it. */
  scored: number;
  below: number;
  equal: number;
}

/** What is known of the contested person. */
export type CohortPerson = Pick<CohortCount, 'groups' | 'favourable' | 'adverseOutcome'>;

const DECILES = 10;

/** The rows that share the person's groups by the given columns, of those the decision, and of those the outcome. */
export function cohortCell(
  counts: readonly CohortCount[],
  person: CohortPerson,
  columns: readonly number[],
): CohortCell {
  const alike = counts.filter(({ groups }) => columns.every((column) => groups[column] === person.groups[column]));
  const decided = alike.filter(({ favourable }) => favourable === person.favourable);
  const known = decided.filter(({ adverseOutcome }) => adverseOutcome === person.adverseOutcome);
  return { n: rows(alike), sameDecision: rows(decided), sameOutcome: rows(known) };
}

/** Where the person's score lies among the given rows. Null when it is not among their scores. */
export function scorePlace(counts: readonly CohortCount[]): ScorePlace | null {
  const total = (of: (count: CohortCount) => number): number => counts.reduce((sum, count) => sum + of(count), 0);
  const [n, below, equal] = [total(({ scored }) => scored), total((c) => c.below), total((c) => c.equal)];
  if (equal === 0) return null;
  return { n, below, equal, decile: Math.floor((DECILES * below) / n) + 1 };
}

function rows(counts: readonly CohortCount[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0);
}
