import type { ContingencyCell, ContingencyTable } from '../core/cells.ts';
import { compareText } from '../core/compare-text.ts';
import { DossierError } from '../core/error.ts';
import type { Cell } from '../core/evidence.ts';
import { type DecisionSource, decisions } from './decision-source.ts';
import type { Row } from './duckdb.ts';
import { moment } from './moment.ts';
import { asText, relation } from './table-file.ts';

/** Which decisions to count. All of them when nothing is given. */
export interface Slice {
  /** ISO 8601; decisions before it are not counted. */
  from?: string;
  modelVersion?: string;
}

/** More cells than this are no groups but a mistaken column. */
const MOST_CELLS = 10_000;

/** Rows that one pass may hold in memory; a longer log is counted in several, split by a hash of the id. */
const ROWS_PER_PASS = 1_000_000;

/** Why a row is not counted, in the order in which the reasons are tried. */
const NO_ID = 'no prediction id';
const NO_TIME = 'time of the decision cannot be read';
const REPEATED = 'prediction id is recorded earlier already';
const NO_WORD = 'decision is neither of the two words';

/** Counts a slice of the decision log. See DecisionLog.contingency. */
export async function countContingency(
  source: DecisionSource,
  asOf: string | undefined,
  slice: Slice,
): Promise<ContingencyTable> {
  const { tables, files, protectedFile, case: declaration } = source;
  const { query, values } = contingencyQuery(source, asOf, slice);
  const read = protectedFile === null ? files : [...files, protectedFile];
  const passes = Math.max(1, Math.ceil((await countLog(source)) / ROWS_PER_PASS));
  const cells = new Map<string, Row>();
  for (let pass = 0; pass < passes; pass += 1) {
    const rows = await tables.query(`${query} LIMIT ${MOST_CELLS + 1}`, { ...values, passes, pass }, read);
    for (const row of rows) addUp(cells, row);
    if (cells.size > MOST_CELLS) throw tooManyGroups();
  }
  await source.remember();
  return tableOf([...cells.values()], declaration.protected?.attributes.map(({ name }) => name) ?? []);
}

async function countLog({ tables, files }: DecisionSource): Promise<number> {
  const counts = files.map((file) => `SELECT count(*) AS n FROM ${relation(file)}`).join(' UNION ALL ');
  const [row] = await tables.query(`SELECT sum(n) AS n FROM (${counts})`, {}, files);
  return Number(row?.['n'] ?? 0);
}

/**
 * Rows are numbered within their id by time, then by file, so that the first one is kept whatever the order of rows.
 * The protected file is first reduced to one row per key: a key with two different values has no known group, and
 * no key can multiply decisions.
 */
function contingencyQuery(
  source: DecisionSource,
  asOf: string | undefined,
  slice: Slice,
): { query: string; values: Record<string, string> } {
  const { favourable, adverse } = source.case.decision;
  const attributes = source.case.protected?.attributes ?? [];
  const conditions = ['coalesce(hash(id), 0) % $passes::UBIGINT = $pass::UBIGINT'];
  if (asOf !== undefined) conditions.push(`(decided IS NULL OR decided <= ${moment(asOf)})`);
  if (slice.from !== undefined) conditions.push(`(decided IS NULL OR decided >= ${moment(slice.from)})`);
  if (slice.modelVersion !== undefined) conditions.push('version = $version');
  const query = `
    WITH slice AS (SELECT * FROM (${decisions(source)}) WHERE ${conditions.join(' AND ')}),
    numbered AS (
      SELECT *, row_number() OVER (PARTITION BY id ORDER BY decided, file, decision, outcome) AS repeat FROM slice
    ),
    judged AS (
      SELECT *, CASE
        WHEN id IS NULL THEN '${NO_ID}'
        WHEN decided IS NULL THEN '${NO_TIME}'
        WHEN repeat > 1 THEN '${REPEATED}'
        WHEN decision IS NULL OR decision NOT IN ($favourable, $adverse) THEN '${NO_WORD}'
      END AS exclusion FROM numbered
    )
    SELECT exclusion,
      ${attributes.map((_, index) => `CASE WHEN exclusion IS NULL THEN g${index} END AS g${index},`).join(' ')}
      CASE WHEN exclusion IS NULL THEN decision = $favourable END AS favourable,
      CASE WHEN exclusion IS NULL THEN CASE outcome WHEN $adverse THEN true WHEN $favourable THEN false END END AS adverse,
      count(*) AS n, min(decided) AS first, max(decided) AS last
    FROM judged ${joinGroups(source)}
    GROUP BY ALL ORDER BY ALL`;
  const version: Record<string, string> = slice.modelVersion === undefined ? {} : { version: slice.modelVersion };
  return { query, values: { favourable, adverse, ...version } };
}

function joinGroups({ protectedFile, case: declaration }: DecisionSource): string {
  const { key, attributes } = declaration.protected ?? {};
  if (protectedFile === null || key === undefined || attributes === undefined) return '';
  const values = attributes.map(({ column }, index) => {
    const text = asText(protectedFile, column);
    const isUnknown = `lower(trim(${text})) IN ('', 'unknown', 'nan', 'null')`;
    return `CASE WHEN ${isUnknown} THEN NULL ELSE ${text} END AS v${index}`;
  });
  const agreed = attributes.map((_, index) => {
    return `CASE WHEN count(v${index}) = count(*) AND min(v${index}) = max(v${index}) THEN min(v${index}) END AS g${index}`;
  });
  return `LEFT JOIN (
      SELECT key, ${agreed.join(', ')} FROM (
        SELECT ${asText(protectedFile, key)} AS key, ${values.join(', ')} FROM ${relation(protectedFile)}
      ) WHERE key IS NOT NULL AND hash(key) % $passes::UBIGINT = $pass::UBIGINT GROUP BY key
    ) AS groups ON groups.key = judged.id`;
}

function addUp(cells: Map<string, Row>, row: Row): void {
  const { n, first, last, ...kind } = row;
  const key = JSON.stringify(Object.values(kind));
  const known = cells.get(key);
  if (known === undefined) {
    cells.set(key, row);
    return;
  }
  known['n'] = Number(known['n']) + Number(n);
  known['first'] = inOrder([known['first'], first]).at(0) ?? null;
  known['last'] = inOrder([known['last'], last]).at(-1) ?? null;
}

function tableOf(rows: readonly Row[], attributes: string[]): ContingencyTable {
  const used = rows.filter((row) => row['exclusion'] === null);
  const cells = used.map(
    (row): ContingencyCell => ({
      groups: attributes.map((_, index) => (row[`g${index}`] ?? null) as string | null),
      favourable: row['favourable'] === true,
      adverseOutcome: (row['adverse'] ?? null) as boolean | null,
      n: Number(row['n']),
    }),
  );
  const excluded = rows.filter((row) => row['exclusion'] !== null);
  return {
    attributes,
    cells: cells.sort(byKey),
    rowsRead: rows.reduce((sum, row) => sum + Number(row['n']), 0),
    exclusions: excluded
      .map((row) => ({ reason: String(row['exclusion']), rows: Number(row['n']) }))
      .sort((a, b) => compareText(a.reason, b.reason)),
    from: inOrder(used.map((row) => row['first'])).at(0) ?? '',
    to: inOrder(used.map((row) => row['last'])).at(-1) ?? '',
  };
}

/** Times in order. With milliseconds or microseconds as they come, their texts alone do not sort. */
function inOrder(times: readonly (Cell | undefined)[]): string[] {
  const padded = (time: string): string => time.slice(0, -1).padEnd(26, '0');
  return times.filter((time) => typeof time === 'string').sort((a, b) => compareText(padded(a), padded(b)));
}

/** Groups by name with the unknown one last; within a group, favourable first, then by outcome. */
function byKey(a: ContingencyCell, b: ContingencyCell): number {
  return compareText(sortKey(a), sortKey(b));
}

function sortKey({ groups, favourable, adverseOutcome }: ContingencyCell): string {
  const named = groups.map((group) => (group === null ? '\u{10ffff}' : group));
  return JSON.stringify([...named, favourable ? 0 : 1, adverseOutcome === null ? 2 : Number(adverseOutcome)]);
}

function tooManyGroups(): DossierError {
  return new DossierError('analysis/too-many-groups', `the protected attributes form more than ${MOST_CELLS} groups`, {
    place: { file: 'case.yaml', at: 'protected.attributes' },
    hint: 'Declare columns that hold a few groups, not ids or numbers.',
  });
}
