import { type DecisionSource, decisions } from './decision-source.ts';
import { moment } from './moment.ts';

/** The id of the last decision; of several at one time, the one that sorts last. See DecisionLog.last. */
export async function lastDecision(source: DecisionSource, asOf: string | undefined): Promise<string | null> {
  const until = asOf === undefined ? '' : `AND decided <= ${moment(asOf)}`;
  const [row] = await source.tables.query(
    `SELECT arg_max(id, (decided, id)) AS id FROM (${decisions(source)})
     WHERE id IS NOT NULL AND decided IS NOT NULL ${until}`,
    {},
    source.files,
  );
  return (row?.['id'] ?? null) as string | null;
}
