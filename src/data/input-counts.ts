import type { ValueCounts } from '../core/value-counts.ts';
import { type DecisionSource, decisions } from './decision-source.ts';
import { moment } from './moment.ts';
import type { Slice } from './slice-rows.ts';
import { asNumber, relation, type TableFile } from './table-file.ts';

/** With more different values than these, rows are counted in bins of equal width instead. */
const MOST_VALUES = 50_000;
const BINS = 16_384;

/** How many rows hold each value of a numeric model input, in the training data and in the decision slice. */
export async function countInput(
  { case: declaration, ...source }: DecisionSource,
  file: TableFile,
  input: string,
  { asOf, from, until }: Slice & { asOf?: string | undefined },
): Promise<ValueCounts> {
  const conditions = ['id IS NOT NULL', 'decided IS NOT NULL'];
  if (asOf !== undefined) conditions.push(`decided <= ${moment(asOf)}`);
  if (from !== undefined) conditions.push(`decided >= ${moment(from)}`);
  if (until !== undefined) conditions.push(`decided < ${moment(until)}`);
  const log = decisions({ case: declaration, ...source }, [{ name: input, type: 'double', acceptsMissing: true }]);
  const rows = `
    SELECT ${asNumber(file, input)} AS value, true AS trained FROM ${relation(file)}
    UNION ALL
    SELECT c0 AS value, false AS trained FROM (${log}) WHERE ${conditions.join(' AND ')}`;
  const files = [file, ...source.files];
  const [range] = await source.tables.query(
    `SELECT min(value) AS low, max(value) AS high, approx_count_distinct(value) AS different
     FROM (${rows}) WHERE isfinite(value)`,
    {},
    files,
  );
  const [low, high] = [Number(range?.['low'] ?? 0), Number(range?.['high'] ?? 0)];
  const exact = Number(range?.['different'] ?? 0) <= MOST_VALUES;
  const width = (high - low) / BINS || 1;
  const place = exact ? 'value' : `least(floor((value - ${low}::DOUBLE) / ${width}::DOUBLE), ${BINS - 1})`;
  const found = await source.tables.query(
    `SELECT CASE WHEN isfinite(value) THEN ${place} END AS place,
       count(*) FILTER (trained) AS training, count(*) FILTER (NOT trained) AS decisions
     FROM (${rows}) GROUP BY ALL ORDER BY place`,
    {},
    files,
  );
  const counts = found.map((row) => ({
    place: row['place'] ?? null,
    training: Number(row['training']),
    decisions: Number(row['decisions']),
  }));
  const missing = counts.find((row) => row.place === null);
  return {
    name: input,
    exact,
    values: counts.flatMap(({ place: at, training, decisions: decided }) => {
      const value = exact ? Number(at) : low + (Number(at) + 0.5) * width;
      return at === null ? [] : [{ value, training, decisions: decided }];
    }),
    missing: { training: missing?.training ?? 0, decisions: missing?.decisions ?? 0 },
  };
}
