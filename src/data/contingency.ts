import { sortedCells } from '../core/cell-order.ts';
import type { ContingencyCell, ContingencyTable } from '../core/cells.ts';
import { compareText } from '../core/compare-text.ts';
import { DossierError } from '../core/error.ts';
import type { Cell } from '../core/evidence.ts';
import type { DecisionSource } from './decision-source.ts';
import type { Row } from './duckdb.ts';
import type { SliceRows } from './slice-rows.ts';

/** More cells than this are no groups but a mistaken column. */
const MOST_CELLS = 200_000;

/** Weights are summed as whole millionths, so that no order of rows changes the sum. */
const MILLION = 1e6;

export interface CountedCells {
  table: ContingencyTable;
  /** The same rows period by period; rows without a time are in none. */
  periods: ContingencyTable[];
}

export interface CountOptions {
  passes: number;
  /** Into how many the slice is cut; 1 when it is not. */
  periods: number;
}

/** Counts the rows of a slice by group, stratum, decision and outcome, pass by pass. */
export async function countCells(
  source: DecisionSource,
  rows: SliceRows,
  { passes, periods }: CountOptions,
): Promise<CountedCells> {
  const { tables, case: declaration } = source;
  const query = `${cellsQuery(source, rows)} LIMIT ${MOST_CELLS * periods + 1}`;
  const cells = new Map<string, Row>();
  for (let pass = 0; pass < passes; pass += 1) {
    const found = await tables.query(query, { ...rows.values, passes, pass }, rows.files);
    for (const row of found) addUp(cells, row);
    if (cells.size > MOST_CELLS * periods) throw tooManyGroups();
  }
  const counted = [...cells.values()];
  assertWeighable(counted, declaration.decisionLog.columns.weight);
  const whole = new Map<string, Row>();
  for (const { period: _, ...row } of counted) addUp(whole, row);
  return {
    table: tableOf([...whole.values()], source),
    periods: Array.from({ length: periods }, (_, at) =>
      tableOf(
        counted.filter(({ period }) => period === at),
        source,
      ),
    ),
  };
}

function cellsQuery({ case: declaration }: DecisionSource, { query }: SliceRows): string {
  const groups = (declaration.protected?.attributes ?? []).map((_, at) => `g${at}`);
  const strata = declaration.audit.strata.map((_, at) => `s${at}`);
  const kept = [...groups, ...strata, 'favourable', 'adverse'].map(
    (column) => `CASE WHEN exclusion IS NULL THEN ${column} END AS ${column}`,
  );
  const millionths = `CAST(round(weight * ${MILLION}) AS HUGEINT)`;
  const isWeight = 'coalesce(isfinite(weight) AND weight BETWEEN 0 AND 1e9, false)';
  const weights = [
    `count(*) FILTER (exclusion IS NULL AND NOT ${isWeight}) AS unweighable`,
    `sum(CASE WHEN ${isWeight} THEN ${millionths} END) AS weight`,
    `sum(CASE WHEN ${isWeight} THEN ${millionths} * ${millionths} END) AS squares`,
  ];
  return `
    SELECT exclusion, period, ${kept.join(', ')}, count(*) AS n, min(decided) AS first, max(decided) AS last
      ${declaration.decisionLog.columns.weight === undefined ? '' : `, ${weights.join(', ')}`}
    FROM (${query}) GROUP BY ALL ORDER BY ALL`;
}

const ADDED = ['n', 'unweighable'] as const;
const LARGE = ['weight', 'squares'] as const;

function addUp(cells: Map<string, Row>, row: Row): void {
  const { n, first, last, unweighable, weight, squares, ...kind } = row;
  const key = JSON.stringify(Object.values(kind));
  const known = cells.get(key);
  if (known === undefined) {
    cells.set(key, row);
    return;
  }
  for (const name of ADDED) if (name in row) known[name] = Number(known[name]) + Number(row[name]);
  for (const name of LARGE) if (name in row) known[name] = String(BigInt(known[name] ?? 0) + BigInt(row[name] ?? 0));
  known['first'] = inOrder([known['first'], first]).at(0) ?? null;
  known['last'] = inOrder([known['last'], last]).at(-1) ?? null;
}

function assertWeighable(rows: readonly Row[], column: string | undefined): void {
  const faulty = rows.reduce((sum, row) => sum + Number(row['unweighable'] ?? 0), 0);
  if (faulty === 0) return;
  throw new DossierError('input/weight-not-countable', `${faulty} rows have no weight of 0 or more in "${column}"`, {
    place: { file: 'case.yaml', at: 'decisionLog.columns.weight' },
    hint: 'Mend the weights, or leave the column out to count every row once.',
  });
}

function tableOf(rows: readonly Row[], { case: declaration }: DecisionSource): ContingencyTable {
  const attributes = declaration.protected?.attributes.map(({ name }) => name) ?? [];
  const strata = declaration.audit.strata.map(({ name }) => name);
  const used = rows.filter((row) => row['exclusion'] === null);
  const cells = used.map((row): ContingencyCell => {
    const named = (letter: string, names: readonly string[]): (string | null)[] =>
      names.map((_, index) => (row[`${letter}${index}`] ?? null) as string | null);
    return {
      groups: named('g', attributes),
      favourable: row['favourable'] === true,
      adverseOutcome: (row['adverse'] ?? null) as boolean | null,
      n: Number(row['n']),
      ...(strata.length === 0 ? {} : { strata: named('s', strata) }),
      ...('weight' in row
        ? { weight: Number(row['weight']) / MILLION, weightSquares: Number(row['squares']) / MILLION ** 2 }
        : {}),
    };
  });
  const excluded = rows.filter((row) => row['exclusion'] !== null);
  return {
    attributes,
    cells: sortedCells(cells),
    rowsRead: rows.reduce((sum, row) => sum + Number(row['n']), 0),
    exclusions: excluded
      .map((row) => ({ reason: String(row['exclusion']), rows: Number(row['n']) }))
      .sort((a, b) => compareText(a.reason, b.reason)),
    from: inOrder(used.map((row) => row['first'])).at(0) ?? '',
    to: inOrder(used.map((row) => row['last'])).at(-1) ?? '',
    ...(strata.length === 0 ? {} : { strata }),
  };
}

/** Times in order. With milliseconds or microseconds as they come, their texts alone do not sort. */
export function inOrder(times: readonly (Cell | undefined)[]): string[] {
  const padded = (time: string): string => time.slice(0, -1).padEnd(26, '0');
  return times.filter((time) => typeof time === 'string').sort((a, b) => compareText(padded(a), padded(b)));
}

function tooManyGroups(): DossierError {
  return new DossierError('analysis/too-many-groups', `groups and strata form more than ${MOST_CELLS} cells`, {
    place: { file: 'case.yaml', at: 'protected.attributes' },
    hint: 'Declare columns that hold a few groups, not ids or numbers, or cut numbers into groups.',
  });
}
