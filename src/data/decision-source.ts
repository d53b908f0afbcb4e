import type { Case, ProtectedAttribute } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { InputColumn } from '../core/input-column.ts';
import type { CaseFolder } from './case-folder.ts';
import type { Tables } from './duckdb.ts';
import { groupText } from './group-text.ts';
import { didYouMean } from './near-names.ts';
import { partitionValues } from './partition-values.ts';
import { notAFile } from './regular-file.ts';
import { literal } from './sql-text.ts';
import {
  asFilledText,
  asMoment,
  asNumber,
  asText,
  isMissing,
  openTableFile,
  relation,
  type TableFile,
  tableFormat,
} from './table-file.ts';

/** The files behind a decision log, opened and checked. */
export interface DecisionSource {
  tables: Tables;
  case: Case;
  files: TableFile[];
  /** Null when the case declares no protected attributes. */
  protectedFile: TableFile | null;
  /** Digests every file, so that the evidence names what it rests on. */
  remember(): Promise<void>;
}

/**
 * Opens the files of a decision log and checks that every declared column is there.
 * @throws DossierError input/column-missing naming every missing column, input/column-not-a-time, input/table-unreadable
 */
export async function openDecisionSource(
  tables: Tables,
  folder: CaseFolder,
  declaration: Case,
): Promise<DecisionSource> {
  const open = async (path: string): Promise<TableFile> => {
    if ((await folder.kind(path)) !== 'file') throw notAFile(path);
    return openTableFile(tables, { path, realPath: await folder.resolve(path) });
  };
  const parts = await Promise.all(declaration.decisionLog.files.map((path) => partsOf(folder, path)));
  const paths = parts.flat().map(({ path }) => path);
  const files: TableFile[] = [];
  for (const { path, constants } of parts.flat())
    files.push(await openTableFile(tables, { path, realPath: await folder.resolve(path) }, constants));
  const protectedPath = declaration.protected?.file;
  const protectedFile = protectedPath === undefined ? null : await open(protectedPath);
  const source: DecisionSource = {
    tables,
    case: declaration,
    files,
    protectedFile,
    async remember() {
      await Promise.all([...paths, ...(protectedPath === undefined ? [] : [protectedPath])].map(folder.digest));
    },
  };
  checkColumns(source);
  return source;
}

interface Part {
  path: string;
  constants: Record<string, string>;
}

/** A file, or every table below a folder in the order of its path. */
async function partsOf(folder: CaseFolder, path: string): Promise<Part[]> {
  const kind = await folder.kind(path);
  if (kind === 'file') return [{ path, constants: {} }];
  if (kind !== 'folder') throw notAFile(path);
  const below = `${path.replace(/\/+$/, '')}/`;
  const held = (await folder.list()).filter((each) => each.startsWith(below) && tableFormat(each) !== undefined);
  if (held.length > 0) return held.map((each) => ({ path: each, constants: partitionValues(each, below) }));
  throw new DossierError('input/folder-without-tables', `${path} holds no Parquet, CSV or NDJSON file`, {
    place: { file: path },
    hint: 'Name the folder below the case folder that holds the parts of the decision log.',
  });
}

/**
 * The decision log as one SQL table: id, decided (UTC), version, run, score, decision, outcome, weight, file (its index);
 * the strata of an audit as s0, s1, ...; the groups as g0, g1, ... where the log itself holds them; and the given columns
 * as c0, c1, ...: texts as texts, all others as doubles. A missing value is NaN where it may be missing, and NULL like
 * anything else that is no number where it may not.
 */
export function decisions({ files, case: declaration }: DecisionSource, columns: readonly InputColumn[] = []): string {
  const roles = declaration.decisionLog.columns;
  const { strata } = declaration.audit;
  const groups = attributesOfLog(declaration);
  const selects = files.map((file, index) => {
    const text = (role: string | undefined): string => (role === undefined ? 'NULL::VARCHAR' : asText(file, role));
    const number = (role: string | undefined): string => (role === undefined ? 'NULL::DOUBLE' : asNumber(file, role));
    const fields = [
      `nullif(${text(roles.predictionId)}, '') AS id`,
      `${finiteMoment(file, roles.decidedAt)} AS decided`,
      `${text(roles.modelVersion)} AS version`,
      `nullif(${text(roles.runId)}, '') AS run`,
      `${number(roles.score)} AS score`,
      `nullif(${text(roles.decision)}, '') AS decision`,
      `nullif(${text(roles.outcome)}, '') AS outcome`,
      `${number(roles.weight)} AS weight`,
      `${index} AS file`,
      ...strata.map((stratum, position) => `${groupText(file, stratum)} AS s${position}`),
      ...groups.map((attribute, position) => `${groupText(file, attribute)} AS g${position}`),
      ...columns.map((column, position) => `${asInput(file, column)} AS c${position}`),
    ];
    return `SELECT ${fields.join(', ')} FROM ${relation(file)}`;
  });
  const recorded = selects.join('\nUNION ALL\n');
  if (roles.decision !== undefined) return recorded;
  return `SELECT * REPLACE (${decisionByScore(declaration)} AS decision) FROM (${recorded})`;
}

/** The protected attributes that are columns of the decision log; none where they lie in a file of their own. */
export function attributesOfLog({ protected: held }: Case): ProtectedAttribute[] {
  return held === undefined || held.file !== undefined ? [] : held.attributes;
}

const SIGN = { 'at-or-above': '>=', above: '>', 'at-or-below': '<=', below: '<' } as const;

/** The decision as score and cut-off of the model version give it, where the log keeps none. */
function decisionByScore({ models, decision: { favourable, adverse } }: Case): string {
  const cases = models.map(
    ({ version, cutoff, adverseWhen }) =>
      `WHEN ${literal(version)} THEN CASE WHEN isfinite(score) THEN CASE WHEN score ${SIGN[adverseWhen]} ` +
      `${cutoff}::DOUBLE THEN ${literal(adverse)} ELSE ${literal(favourable)} END END`,
  );
  return `CASE version ${cases.join(' ')} END`;
}

function asInput(file: TableFile, { name, type, acceptsMissing }: InputColumn): string {
  if (type === 'string') return asFilledText(file, name);
  const number = asNumber(file, name);
  return acceptsMissing ? `CASE WHEN ${isMissing(file, name)} THEN 'NaN'::DOUBLE ELSE ${number} END` : number;
}

function finiteMoment(file: TableFile, column: string): string {
  const expression = asMoment(file, column) ?? 'NULL::TIMESTAMP';
  return `CASE WHEN isfinite(${expression}) THEN ${expression} END`;
}

function checkColumns({ files, protectedFile, case: declaration }: DecisionSource): void {
  const filled = files.filter((file) => file.columns.length > 0);
  const { runId, outcome, ...required } = declaration.decisionLog.columns;
  const wanted = Object.values(required).filter((column) => column !== undefined);
  const problems = filled.flatMap((file) => wanted.flatMap((column) => missing(file, column)));
  const groups = [...declaration.audit.strata, ...attributesOfLog(declaration)].map((each) => each.column);
  const anywhere = new Set([runId, outcome, ...groups, ...declaration.models.flatMap((model) => model.inputs)]);
  for (const column of anywhere) {
    if (column !== undefined && filled.length > 0) problems.push(...missingEverywhere(filled, column));
  }
  if (declaration.protected !== undefined && protectedFile !== null) {
    const { key, attributes } = declaration.protected;
    for (const column of new Set([
      ...(key === undefined ? [] : [key]),
      ...attributes.map((attribute) => attribute.column),
    ])) {
      problems.push(...missing(protectedFile, column));
    }
  }
  if (problems.length > 0) throw columnsMissing(problems);
  for (const file of filled) checkTime(file, required.decidedAt);
}

interface MissingColumn {
  file: string;
  message: string;
}

function missing(file: TableFile, column: string): MissingColumn[] {
  const names = file.columns.map(({ name }) => name);
  if (names.includes(column)) return [];
  return [{ file: file.path, message: `${file.path} has no column "${column}"${didYouMean(column, names)}` }];
}

/** Columns that came later, such as inputs of a newer model, need not be in every file. */
function missingEverywhere(files: readonly TableFile[], column: string): MissingColumn[] {
  const names = files.flatMap((file) => file.columns.map(({ name }) => name));
  if (names.includes(column)) return [];
  const near = didYouMean(column, [...new Set(names)]);
  return [{ file: files.at(-1)?.path ?? '', message: `no file of the decision log has a column "${column}"${near}` }];
}

function columnsMissing(problems: readonly MissingColumn[]): DossierError {
  return new DossierError('input/column-missing', problems.map(({ message }) => message).join('\n'), {
    place: { file: problems[0]?.file ?? '' },
    hint: 'Mend the column names in case.yaml, or export the columns.',
  });
}

function checkTime(file: TableFile, column: string): void {
  if (asMoment(file, column) !== undefined) return;
  const type = file.columns.find(({ name }) => name === column)?.type ?? 'unknown';
  throw new DossierError('input/column-not-a-time', `${file.path} holds "${column}" as ${type}, which is no time`, {
    place: { file: file.path },
    hint: 'Export the time of the decision as a timestamp, or as ISO 8601 text.',
  });
}
