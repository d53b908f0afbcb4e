import type { ModelDeclaration } from '../core/case.ts';
import { declaredModel } from '../core/declared-model.ts';
import { DossierError } from '../core/error.ts';
import type { Cell, PredictionRecord } from '../core/evidence.ts';
import { integerCell } from './cell-value.ts';
import { type DecisionSource, decisions } from './decision-source.ts';
import { moment } from './moment.ts';
import { identifier } from './sql-text.ts';
import { asFilledText, asMoment, asText, relation, type TableFile } from './table-file.ts';

/** Ids longer than this are not compared with others; nobody mistypes them. */
const LONGEST_COMPARED = 200;

/** Finds the one row of a prediction. @throws see DecisionLog.find */
export async function findPrediction(source: DecisionSource, id: string, asOf?: string): Promise<PredictionRecord> {
  const later = asOf === undefined ? 'false' : `coalesce(decided > ${moment(asOf)}, false)`;
  const rows = await source.tables.query(
    `SELECT *, ${later} AS later FROM (${decisions(source)}) WHERE id = $id ORDER BY decided, file`,
    { id },
    source.files,
  );
  const seen = rows.filter((row) => row['later'] === false);
  const [row] = seen;
  const file = source.files[Number(row?.['file'])];
  if (row === undefined || file === undefined)
    throw await absent(source, id, { recorded: rows[0]?.['decided'] ?? null, asOf });
  if (seen.length > 1) throw ambiguous(source, id, seen);
  if (row['decided'] === null || row['decided'] === undefined) throw undated(source, id, file);
  const modelVersion = String(row['version']);
  const model = declaredModel(source.case, modelVersion);
  const { place, inputs } = await readInputs(source, file, model, { id, decidedAt: String(row['decided']) });
  await source.remember();
  return {
    id,
    decidedAt: String(row['decided']),
    modelVersion,
    runId: textOrNull(row['run']),
    score: typeof row['score'] === 'number' && Number.isFinite(row['score']) ? row['score'] : null,
    decision: textOrNull(row['decision']),
    outcome: textOrNull(row['outcome']),
    inputs,
    citation: { file: file.path, at: `row ${place}` },
  };
}

function textOrNull(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}

type Found = Record<string, Cell>;

/** The row number inside the file, counted from 1, and the inputs that the model version declares, as recorded. */
async function readInputs(
  { tables, case: declaration }: DecisionSource,
  file: TableFile,
  model: ModelDeclaration,
  { id, decidedAt }: Pick<PredictionRecord, 'id' | 'decidedAt'>,
): Promise<{ place: number; inputs: Record<string, Cell> }> {
  const roles = declaration.decisionLog.columns;
  const present = new Set(file.columns.map(({ name }) => name));
  const texts = new Set(model.textInputs);
  const columns = model.inputs.map((name, index) => {
    const value = texts.has(name) ? asFilledText(file, name) : identifier(name);
    return `${present.has(name) ? value : 'NULL'} AS c${index}`;
  });
  const [row = {}] = await tables.query(
    `SELECT * FROM (
       SELECT row_number() OVER () AS place, ${asText(file, roles.predictionId)} AS id,
         ${asMoment(file, roles.decidedAt)} AS decided, ${columns.join(', ')} FROM ${relation(file)}
     ) WHERE id = $id AND decided = ${moment(decidedAt)}`,
    { id },
    [file],
  );
  const inputs = model.inputs.map((name, index): [string, Cell] => {
    const cell = row[`c${index}`] ?? null;
    return [name, texts.has(name) ? cell : recorded(file, cell)];
  });
  return { place: Number(row['place']), inputs: Object.fromEntries(inputs) };
}

/** A cell of a text format means what its text says; a cell of Parquet has its type. NaN is a missing value. */
function recorded({ format }: TableFile, cell: Cell): Cell {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : unbounded(cell);
  if (typeof cell !== 'string' || format === 'parquet') return cell;
  return format === 'ndjson' ? fromJson(cell) : fromText(cell);
}

function fromJson(text: string): Cell {
  if (text.startsWith('"')) return JSON.parse(text) as string;
  return text === 'null' ? null : fromText(text);
}

function fromText(text: string): Cell {
  const word = text.trim().toLowerCase();
  if (word === '' || word === 'nan') return null;
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^[+-]?\d+$/.test(word)) return integerCell(BigInt(word.replace('+', '')));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(word)) return text;
  const number = Number(word);
  return Number.isFinite(number) ? number : text;
}

function unbounded(value: number): string | null {
  return Number.isNaN(value) ? null : String(value);
}

async function absent(
  source: DecisionSource,
  id: string,
  { recorded, asOf }: { recorded: Cell; asOf: string | undefined },
): Promise<DossierError> {
  if (recorded !== null) {
    return new DossierError('evidence/as-of-too-early', `prediction ${id} was decided at ${recorded}, after ${asOf}`, {
      hint: `Give --as-of a time at or after ${recorded}.`,
    });
  }
  const near = await nearIds(source, id);
  return new DossierError('evidence/prediction-unknown', `the decision log holds no prediction "${id}"`, {
    hint: near.length === 0 ? 'List the ids with dossier ids.' : `Did you mean ${near.join(' or ')}?`,
  });
}

/** Up to three ids within a third of the letters, nearest first. */
async function nearIds(source: DecisionSource, id: string): Promise<string[]> {
  if (id.length > LONGEST_COMPARED) return [];
  const rows = await source.tables.query(
    `SELECT id FROM (
       SELECT DISTINCT id, levenshtein(lower(id), lower($id)) AS steps FROM (${decisions(source)})
       WHERE abs(length(id) - length($id)) <= $most
     ) WHERE steps <= $most ORDER BY steps, id LIMIT 3`,
    { id, most: Math.ceil(id.length / 3) },
    source.files,
  );
  return rows.map((row) => String(row['id']));
}

function ambiguous({ files }: DecisionSource, id: string, rows: readonly Found[]): DossierError {
  const places = rows.map((row) => `${files[Number(row['file'])]?.path} at ${row['decided'] ?? 'no time'}`);
  return new DossierError(
    'evidence/prediction-ambiguous',
    `prediction ${id} is recorded ${rows.length} times: ${places.join(', ')}`,
    {
      hint: 'Keep the row of the decision that was made, or give --as-of a time between them.',
    },
  );
}

function undated({ case: declaration }: DecisionSource, id: string, file: TableFile): DossierError {
  const column = declaration.decisionLog.columns.decidedAt;
  return new DossierError('evidence/prediction-undated', `prediction ${id} has no time in column "${column}"`, {
    place: { file: file.path },
    hint: 'Give the time of the decision as a timestamp, or as ISO 8601 text.',
  });
}
