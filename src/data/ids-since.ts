import { type DecisionSource, decisions } from './decision-source.ts';
import { moment } from './moment.ts';

/**
 * Of the predictions decided from `since` to `until`, one for each scoring run and model version: those of one run share
 * a chain. Where the log names no run, each prediction stands for itself.
 */
export async function idsSince(source: DecisionSource, since: string, until: string): Promise<string[]> {
  const rows = await source.tables.query(
    `SELECT min(id) AS first FROM (${decisions(source)})
     WHERE decided >= ${moment(since)} AND decided <= ${moment(until)}
     GROUP BY run, version, CASE WHEN run IS NULL THEN id END ORDER BY first`,
    {},
    source.files,
  );
  return rows.map((row) => String(row['first']));
}
