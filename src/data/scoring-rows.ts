import type { ContingencyTable } from '../core/cells.ts';
import { compareText } from '../core/compare-text.ts';
import { DossierError } from '../core/error.ts';
import type { InputColumn } from '../core/input-column.ts';
import { inOrder } from './contingency.ts';
import type { DecisionSource } from './decision-source.ts';
import type { NumberBlock, Row } from './duckdb.ts';
import { encodedInputs } from './input-columns.ts';
import { type Slice, type SliceRows, sliceRows } from './slice-rows.ts';

/** Rows of a slice that are still to be scored, alike in everything but their inputs. */
export interface KindToScore {
  groups: (string | null)[];
  adverseOutcome: boolean | null;
  strata: (string | null)[];
  /** The recorded decision; null where the log keeps none. */
  favourable: boolean | null;
  /** The place of the period in which the rows lie. */
  period: number;
}

type Ledger = Pick<ContingencyTable, 'rowsRead' | 'exclusions' | 'from' | 'to'>;

/** A slice whose scores are computed row by row. */
export interface RowsToScore {
  kinds: KindToScore[];
  /** Rows that are left out before any is scored, and the times of the rest. */
  ledger: Ledger;
  /** The same of each period. */
  ledgers: Ledger[];
  /** Blocks of columns: places in `kinds`, weights, and then each input. */
  blocks(): AsyncGenerator<NumberBlock>;
}

export interface RowsToScoreOptions {
  asOf: string | undefined;
  slice: Slice & { modelVersion: string };
  hasRepeats: boolean;
  passes: number;
  columns: readonly InputColumn[];
}

/** More kinds than this are no groups but a mistaken column. */
const MOST_KINDS = 100_000;

/**
 * Prepares the decisions of one model version to be scored.
 * @throws DossierError analysis/text-inputs-not-streamed, analysis/too-many-groups
 */
export async function openRowsToScore(source: DecisionSource, options: RowsToScoreOptions): Promise<RowsToScore> {
  const { columns, passes } = options;
  const text = columns.find(({ type }) => type === 'string');
  if (text !== undefined) {
    throw new DossierError(
      'analysis/text-inputs-not-streamed',
      `the log keeps no scores, and the model takes "${text.name}" as text`,
      { place: { file: 'case.yaml', at: 'decisionLog.columns' }, hint: 'Export the score with each decision.' },
    );
  }
  const rows = sliceRows(source, { ...options, columns });
  const found = await kindsOf(source, rows, passes);
  const used = found.filter((row) => row['exclusion'] === null);
  const counts = { groups: source.case.protected?.attributes.length ?? 0, strata: source.case.audit.strata.length };
  const names = [...named('g', counts.groups), ...named('s', counts.strata), 'adverse', 'favourable', 'period'];
  const periods = (options.slice.bounds?.length ?? 0) + 1;
  return {
    kinds: used.map((row) => kindOf(row, counts)),
    ledger: ledgerOf(found),
    ledgers: Array.from({ length: periods }, (_, at) => ledgerOf(found.filter(({ period }) => period === at))),
    blocks: () => blocksOf(source, { rows, passes, names, used, columns }),
  };
}

function named(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${letter}${at}`);
}

async function kindsOf({ tables, case: declaration }: DecisionSource, rows: SliceRows, passes: number): Promise<Row[]> {
  const groups = named('g', declaration.protected?.attributes.length ?? 0);
  const strata = named('s', declaration.audit.strata.length);
  const kept = [...groups, ...strata, 'adverse', 'favourable'].map(
    (name) => `CASE WHEN exclusion IS NULL THEN ${name} END AS ${name}`,
  );
  const query = `SELECT exclusion, period, ${kept.join(', ')}, count(*) AS n, min(decided) AS first, max(decided) AS last
    FROM (${rows.query}) GROUP BY ALL ORDER BY ALL LIMIT ${MOST_KINDS + 1}`;
  const found = new Map<string, Row>();
  for (let pass = 0; pass < passes; pass += 1) {
    for (const row of await tables.query(query, { ...rows.values, passes, pass }, rows.files)) {
      const { n, first, last, ...kind } = row;
      const key = JSON.stringify(Object.values(kind));
      const known = found.get(key);
      if (known === undefined) found.set(key, row);
      else {
        known['n'] = Number(known['n']) + Number(n);
        known['first'] = inOrder([known['first'], first]).at(0) ?? null;
        known['last'] = inOrder([known['last'], last]).at(-1) ?? null;
      }
    }
  }
  if (found.size <= MOST_KINDS) return [...found.values()];
  throw new DossierError('analysis/too-many-groups', `groups and strata form more than ${MOST_KINDS} kinds of rows`, {
    place: { file: 'case.yaml', at: 'protected.attributes' },
    hint: 'Declare columns that hold a few groups, not ids or numbers, or cut numbers into groups.',
  });
}

function kindOf(row: Row, counts: { groups: number; strata: number }): KindToScore {
  const values = (names: string[]): (string | null)[] => names.map((name) => (row[name] ?? null) as string | null);
  return {
    groups: values(named('g', counts.groups)),
    strata: values(named('s', counts.strata)),
    adverseOutcome: (row['adverse'] ?? null) as boolean | null,
    favourable: (row['favourable'] ?? null) as boolean | null,
    period: Number(row['period']),
  };
}

function ledgerOf(found: readonly Row[]): Ledger {
  const used = found.filter((row) => row['exclusion'] === null);
  const excluded = new Map<string, number>();
  for (const { exclusion, n } of found)
    if (typeof exclusion === 'string') excluded.set(exclusion, (excluded.get(exclusion) ?? 0) + Number(n));
  return {
    rowsRead: found.reduce((sum, row) => sum + Number(row['n']), 0),
    exclusions: [...excluded]
      .map(([reason, rows]) => ({ reason, rows }))
      .sort((one, other) => compareText(one.reason, other.reason)),
    from: inOrder(used.map((row) => row['first'])).at(0) ?? '',
    to: inOrder(used.map((row) => row['last'])).at(-1) ?? '',
  };
}

interface Streamed {
  rows: SliceRows;
  passes: number;
  names: string[];
  used: readonly Row[];
  columns: readonly InputColumn[];
}

function typeOf(name: string): string {
  if (name === 'period') return 'INTEGER';
  return name === 'adverse' || name === 'favourable' ? 'BOOLEAN' : 'VARCHAR';
}

/** The kinds go in as a table of their own, by which each row finds its place. */
async function* blocksOf({ tables }: DecisionSource, streamed: Streamed): AsyncGenerator<NumberBlock> {
  const { rows, passes, names, used, columns } = streamed;
  if (used.length === 0) return;
  const values: Record<string, string> = {};
  const lines = used.map((row, place) => {
    const cells = names.map((name) => {
      const cell = row[name] ?? null;
      if (typeof cell !== 'string') return `${cell}::${typeOf(name)}`;
      const bound = `k${Object.keys(values).length}`;
      values[bound] = cell;
      return `$${bound}`;
    });
    return `(${[place, ...cells].join(', ')})`;
  });
  const same = names.map((name) => `kinds.${name} IS NOT DISTINCT FROM scored.${name}`).join(' AND ');
  const query = `
    SELECT kinds.place::INTEGER AS place, coalesce(scored.weight, 1.0)::DOUBLE AS weight,
      ${encodedInputs(columns, 'scored')}
    FROM (${rows.query}) AS scored
    JOIN (VALUES ${lines.join(', ')}) AS kinds(${['place', ...names].join(', ')}) ON ${same}
    WHERE scored.exclusion IS NULL`;
  for (let pass = 0; pass < passes; pass += 1)
    yield* tables.stream(query, { ...rows.values, ...values, passes, pass }, rows.files);
}
