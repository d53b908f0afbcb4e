import type { ContingencyCell, ScoreCell } from './cells.ts';
import { compareText } from './compare-text.ts';

/** Above every name, so that what is not known comes last. */
const LAST = '\u{10ffff}';

/** Groups and strata by name with the unknown one last; within them favourable first, then by outcome. */
export function byCellKey(one: ContingencyCell, other: ContingencyCell): number {
  return compareText(cellKey(one), cellKey(other));
}

/** Groups by name, then by outcome, then by score. */
export function byScoreKey(one: ScoreCell, other: ScoreCell): number {
  return compareText(scoreKey(one), scoreKey(other)) || one.score - other.score;
}

function cellKey({ groups, strata = [], favourable, adverseOutcome }: ContingencyCell): string {
  return JSON.stringify([...named([...groups, ...strata]), favourable ? 0 : 1, rank(adverseOutcome)]);
}

function scoreKey({ groups, adverseOutcome }: ScoreCell): string {
  return JSON.stringify([...named(groups), rank(adverseOutcome)]);
}

function named(groups: readonly (string | null)[]): string[] {
  return groups.map((group) => group ?? LAST);
}

function rank(adverseOutcome: boolean | null): number {
  return adverseOutcome === null ? 2 : Number(adverseOutcome);
}
