import type { TrainingLabels } from '../core/case.ts';
import { sortedCells } from '../core/cell-order.ts';
import type { ContingencyCell, ContingencyTable } from '../core/cells.ts';
import { compareText } from '../core/compare-text.ts';
import { DossierError } from '../core/error.ts';
import type { DecisionSource } from './decision-source.ts';
import type { Row } from './duckdb.ts';
import { groupText } from './group-text.ts';
import { didYouMean } from './near-names.ts';
import { joinGroups } from './slice-rows.ts';
import { asText, relation, type TableFile } from './table-file.ts';

/** Rows whose keys one pass may hold in memory. */
const ROWS_PER_PASS = 1_000_000;

/** Why a row of the training data is not counted. */
const EXCLUSION = {
  noKey: 'no key',
  noWord: 'label is neither of the two words',
  twoLabels: 'key has rows of two labels',
  repeated: 'key is in an earlier row already',
} as const;

/**
 * Labels of the training data by group, as cells whose decision is the label: rows that repeat a key are counted once, and
 * not at all where their labels differ. A row without a protected attribute has no known group.
 * @throws DossierError input/column-missing, analysis/too-many-groups
 */
export async function countTraining(
  source: DecisionSource,
  file: TableFile,
  labels: TrainingLabels,
): Promise<ContingencyTable> {
  checkColumns(source, file, labels);
  const { tables, protectedFile } = source;
  const attributes = source.case.protected?.attributes ?? [];
  const files = protectedFile === null ? [file] : [file, protectedFile];
  const query = cellsQuery(source, file, labels);
  const [counted] = await tables.query(`SELECT count(*) AS n FROM ${relation(file)}`, {}, [file]);
  const passes = Math.max(1, Math.ceil(Number(counted?.['n'] ?? 0) / ROWS_PER_PASS));
  const words = { favourable: labels.favourable, adverse: labels.adverse };
  const rows: Row[] = [];
  for (let pass = 0; pass < passes; pass += 1) {
    rows.push(...(await tables.query(query, { ...words, passes, pass }, files)));
    if (rows.length > MOST_CELLS) throw tooManyGroups();
  }
  return tableOf(
    rows,
    attributes.map(({ name }) => name),
  );
}

const MOST_CELLS = 10_000;

function cellsQuery(source: DecisionSource, file: TableFile, { key, outcome }: TrainingLabels): string {
  const attributes = source.case.protected?.attributes ?? [];
  const isJoined = source.protectedFile !== null;
  const own = isJoined
    ? []
    : attributes.map((_, at) => `, CASE WHEN min(v${at}) = max(v${at}) THEN min(v${at}) END AS g${at}`);
  const values = isJoined ? [] : attributes.map((attribute, at) => `, ${groupText(file, attribute)} AS v${at}`);
  const groups = attributes.map((_, at) => `${isJoined ? 'groups' : 'slice'}.g${at} AS g${at}`);
  return `
    WITH labelled AS (
      SELECT nullif(${asText(file, key)}, '') AS id, ${asText(file, outcome)} AS label ${values.join('')}
      FROM ${relation(file)}
    ),
    slice AS (
      SELECT id, count(*) AS n, min(label) AS low, max(label) AS high,
        count(*) FILTER (label IN ($favourable, $adverse)) AS worded ${own.join('')}
      FROM labelled WHERE coalesce(hash(id), 0) % $passes::UBIGINT = $pass::UBIGINT GROUP BY id
    ),
    judged AS (
      SELECT ${[...groups, 'slice.n', 'low'].join(', ')}, CASE
        WHEN id IS NULL THEN '${EXCLUSION.noKey}'
        WHEN worded < n THEN '${EXCLUSION.noWord}'
        WHEN low <> high THEN '${EXCLUSION.twoLabels}'
      END AS exclusion
      FROM slice ${isJoined ? joinGroups(source) : ''}
    )
    SELECT exclusion, low = $favourable AND exclusion IS NULL AS favourable,
      ${attributes.map((_, at) => `CASE WHEN exclusion IS NULL THEN g${at} END AS g${at},`).join(' ')}
      sum(n) AS rows, count(*) AS keys
    FROM judged GROUP BY ALL ORDER BY ALL LIMIT ${MOST_CELLS + 1}`;
}

function tableOf(rows: readonly Row[], attributes: string[]): ContingencyTable {
  const cells = new Map<string, ContingencyCell>();
  const excluded = new Map<string, number>();
  const exclude = (reason: string, n: number): Map<string, number> =>
    excluded.set(reason, (excluded.get(reason) ?? 0) + n);
  for (const row of rows) {
    const [all, keys] = [Number(row['rows']), Number(row['keys'])];
    if (typeof row['exclusion'] === 'string') {
      exclude(row['exclusion'], all);
      continue;
    }
    if (all > keys) exclude(EXCLUSION.repeated, all - keys);
    const groups = attributes.map((_, at) => (row[`g${at}`] ?? null) as string | null);
    const favourable = row['favourable'] === true;
    const name = JSON.stringify([groups, favourable]);
    const n = (cells.get(name)?.n ?? 0) + keys;
    cells.set(name, { groups, favourable, adverseOutcome: null, n });
  }
  return {
    attributes,
    cells: sortedCells([...cells.values()]),
    rowsRead: rows.reduce((sum, row) => sum + Number(row['rows']), 0),
    exclusions: [...excluded]
      .map(([reason, n]) => ({ reason, rows: n }))
      .sort((one, other) => compareText(one.reason, other.reason)),
    ...{ from: '', to: '' },
  };
}

function checkColumns(source: DecisionSource, file: TableFile, { key, outcome }: TrainingLabels): void {
  const names = file.columns.map(({ name }) => name);
  const own =
    source.protectedFile === null ? (source.case.protected?.attributes ?? []).map(({ column }) => column) : [];
  const missing = [key, outcome, ...own].filter((column) => !names.includes(column));
  if (missing.length === 0) return;
  const messages = missing.map((column) => `${file.path} has no column "${column}"${didYouMean(column, names)}`);
  throw new DossierError('input/column-missing', messages.join('\n'), {
    place: { file: file.path },
    hint: 'Mend audit.training in case.yaml, or export the columns.',
  });
}

function tooManyGroups(): DossierError {
  return new DossierError('analysis/too-many-groups', `the protected attributes form more than ${MOST_CELLS} groups`, {
    place: { file: 'case.yaml', at: 'protected.attributes' },
    hint: 'Declare columns that hold a few groups, not ids or numbers, or cut numbers into groups.',
  });
}
