import type { ModelColumn } from './model-columns.ts';
import { columnOf } from './score-column.ts';
import type { ScoreOutput } from './score-output.ts';
import { orNull, type ScoringSession } from './scoring-session.ts';

/**
 * Which columns may be missing: those in which a NaN leaves the score of a probe row finite. Trees choose a branch for
 * NaN; sums pass it on to the score.
 *
 * @returns one per column; false for whole numbers, truth values and texts
 */
export async function acceptingMissing(
  { session, probes }: ScoringSession,
  score: ScoreOutput,
  columns: readonly ModelColumn[],
): Promise<boolean[]> {
  const width = columns.length;
  if (probes.n === 0) return columns.map(() => false);
  const accepting: boolean[] = [];
  for (const [index, { type }] of columns.entries()) {
    const row = probes.rows.slice(0, width);
    row[index] = Number.NaN;
    const found = type === 'float' || type === 'double' ? await orNull(session.run(row, 1)) : null;
    accepting.push(found !== null && columnOf(found, score, 1).every(Number.isFinite));
  }
  return accepting;
}
