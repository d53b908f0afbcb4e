import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { Case } from '../core/case.ts';
import { sortedCells } from '../core/cell-order.ts';
import type { CellsFile, ContingencyCell, ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import type { FileDigest } from '../core/evidence.ts';
import { readInstant } from '../core/instant.ts';
import type { SliceCounts } from './count-slice.ts';
import { openTables, type Row } from './duckdb.ts';
import { digestBytes, type FileLocation, MEBIBYTE, readBytes } from './regular-file.ts';
import { asText, openTableFile, relation } from './table-file.ts';

const LARGEST = 256 * MEBIBYTE;
/** More rows than people live; drawing from such counts would take for ever. */
const MOST_ROWS = 1e10;

const group = z.string().nullable();
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Larger ones have no square that a number holds. */
const score = z.number().min(-1e100).max(1e100);
const weight = z.number().min(0).max(1e15);
const time = z.string().refine((text) => readInstant(text) !== null, 'no time like 2025-03-31T17:00:00Z');
const exclusions = z.array(z.strictObject({ reason: z.string(), rows: count }));
const attributes = z.array(z.string());

const fileSchema = z.strictObject({
  schema: z.literal('dossier.cells/1'),
  table: z.strictObject({
    attributes,
    cells: z.array(
      z.strictObject({
        groups: z.array(group),
        favourable: z.boolean(),
        adverseOutcome: z.boolean().nullable(),
        n: count,
        strata: z.array(group).exactOptional(),
        weight: weight.exactOptional(),
        weightSquares: weight.exactOptional(),
      }),
    ),
    rowsRead: count,
    exclusions,
    from: time,
    to: time,
    strata: z.array(z.string()).exactOptional(),
  }),
  scores: z
    .strictObject({
      attributes,
      cells: z.array(
        z.strictObject({ groups: z.array(group), adverseOutcome: z.boolean().nullable(), score, n: count }),
      ),
      exact: z.boolean(),
      exclusions: exclusions.exactOptional(),
    })
    .nullable(),
});

/**
 * Reads counts that someone else made from the rows: `cells.json` of an earlier audit, or a CSV file with one line for
 * each cell. Its columns are the attributes and strata by their names in case.yaml, `decision` and `outcome` in the
 * case's words (an empty outcome is not known), `n`, and if there are weights `weight` and `weight_squares`.
 *
 * @param path - on this machine; it need not lie in the case folder
 * @throws DossierError input/cells-invalid, input/column-missing, input/file-missing, input/file-too-large
 */
export async function readCells(path: string, declaration: Case): Promise<SliceCounts> {
  const location = { path, realPath: await realPathOf(path) };
  const counts = /\.json$/i.test(path) ? await fromJson(location) : await fromTable(location, declaration);
  const rows = counts.table.cells.reduce((sum, { n }) => sum + n, 0);
  if (rows > MOST_ROWS) throw invalid(path, `it counts ${rows} rows, and more than ${MOST_ROWS} are no people`);
  const strata = counts.table.strata?.length ?? 0;
  if (counts.table.cells.some((cell) => (cell.strata?.length ?? 0) !== strata))
    throw invalid(path, `a cell does not say its place in each of ${strata} strata`);
  const wanted = (declaration.protected?.attributes ?? []).map(({ name }) => name);
  const absent = wanted.filter((name) => !counts.table.attributes.includes(name));
  if (absent.length === 0) return counts;
  throw new DossierError('input/column-missing', `${path} does not count by ${absent.join(', ')}`, {
    place: { file: path },
    hint: 'Declare in case.yaml the attributes by which the cells were counted.',
  });
}

/** Names a file of cells and its digest. */
export async function digestCells(path: string): Promise<FileDigest> {
  const name = basename(path);
  return { path: name, ...(await digestBytes({ path: name, realPath: await realPathOf(path) })) };
}

async function realPathOf(path: string): Promise<string> {
  return realpath(path).catch((cause: unknown) => {
    throw new DossierError('input/file-missing', `there is no file ${path}`, { place: { file: path }, cause });
  });
}

async function fromJson(location: FileLocation): Promise<SliceCounts> {
  const { path } = location;
  const text = new TextDecoder().decode(await readBytes(location, LARGEST));
  const result = fileSchema.safeParse(parsed(text, path));
  if (result.success) return result.data satisfies Pick<CellsFile, 'table' | 'scores'> as SliceCounts;
  const [first] = result.error.issues;
  throw invalid(path, `${first?.path.join('.') ?? ''}: ${first?.message ?? 'of another shape'}`, first?.path.join('.'));
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? cause.message : 'no JSON');
  }
}

function invalid(path: string, what: string, at?: string): DossierError {
  return new DossierError('input/cells-invalid', `${path} holds no cells: ${what}`, {
    place: { file: path, ...(at === undefined ? {} : { at }) },
    hint: 'Give cells.json of an earlier audit, or a CSV file with one line for each cell.',
  });
}

async function fromTable(location: FileLocation, declaration: Case): Promise<SliceCounts> {
  const tables = await openTables({ directories: [dirname(location.realPath)] });
  try {
    const file = await openTableFile(tables, location);
    const names = file.columns.map(({ name }) => name);
    const attributes = (declaration.protected?.attributes ?? []).map(({ name }) => name);
    const strata = declaration.audit.strata.map(({ name }) => name).filter((name) => names.includes(name));
    const absent = [...attributes, 'decision', 'n'].filter((name) => !names.includes(name));
    if (absent.length > 0) throw invalid(location.path, `it has no column ${absent.join(', ')}`);
    const texts = names.map((name, at) => `${asText(file, name)} AS t${at}`);
    const rows = await tables.query(`SELECT ${texts.join(', ')} FROM ${relation(file)}`, {}, [file]);
    const shape = { names, attributes, strata, path: location.path, words: declaration.decision };
    const cells = sortedCells(rows.map((row, at) => cellOf(row, { ...shape, line: at + 2 })));
    const rowsRead = cells.reduce((sum, { n }) => sum + n, 0);
    const table: ContingencyTable = { attributes, cells, rowsRead, exclusions: [], from: '', to: '' };
    return { table: strata.length === 0 ? table : { ...table, strata }, scores: null };
  } finally {
    await tables.close();
  }
}

interface LineShape {
  names: readonly string[];
  attributes: readonly string[];
  strata: readonly string[];
  words: Case['decision'];
  path: string;
  line: number;
}

function cellOf(row: Row, { names, attributes, strata, words, path, line }: LineShape): ContingencyCell {
  const textAt = (name: string): string | null => {
    const cell = row[`t${names.indexOf(name)}`] ?? null;
    return cell === null || cell === '' ? null : String(cell);
  };
  const numberAt = (name: string): number => {
    const number = Number(textAt(name) ?? Number.NaN);
    if (Number.isFinite(number) && number >= 0) return number;
    throw invalid(path, `"${textAt(name)}" in column ${name} is no number of 0 or more`, `line ${line}`);
  };
  const adverseOf = (name: string): boolean | null => {
    const word = textAt(name);
    if (word === words.adverse || word === words.favourable) return word === words.adverse;
    if (word === null && name === 'outcome') return null;
    throw invalid(path, `"${word}" in column ${name} is neither of the two words`, `line ${line}`);
  };
  return {
    groups: attributes.map(textAt),
    favourable: adverseOf('decision') === false,
    adverseOutcome: names.includes('outcome') ? adverseOf('outcome') : null,
    n: numberAt('n'),
    ...(strata.length === 0 ? {} : { strata: strata.map(textAt) }),
    ...(names.includes('weight') ? { weight: numberAt('weight'), weightSquares: numberAt('weight_squares') } : {}),
  };
}
