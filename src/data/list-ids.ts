import { DossierError } from '../core/error.ts';
import { type DecisionSource, decisions } from './decision-source.ts';

export interface IdList {
  /** Ids that match, whether listed or not. */
  total: number;
  ids: string[];
}

/**
 * Prediction ids in order of their bytes.
 * @throws DossierError usage/limit-invalid
 */
export async function listIds(
  { tables, ...source }: DecisionSource,
  { search = '', limit = 1000 }: { search?: string | undefined; limit?: number | undefined },
): Promise<IdList> {
  if (!Number.isSafeInteger(limit) || limit < 0) {
    throw new DossierError('usage/limit-invalid', `a limit of ${limit} cannot be kept`, {
      hint: 'Give a whole number.',
    });
  }
  const matching = `SELECT DISTINCT id FROM (${decisions({ tables, ...source })})
    WHERE id IS NOT NULL AND contains(lower(id), lower($search))`;
  const counted = await tables.query(`SELECT count(*) AS total FROM (${matching})`, { search }, source.files);
  const listed = await tables.query(`${matching} ORDER BY id LIMIT ${limit}`, { search }, source.files);
  return { total: Number(counted[0]?.['total'] ?? 0), ids: listed.map((row) => String(row['id'])) };
}
