import { DossierError } from '../core/error.ts';
import type { Cell } from '../core/evidence.ts';
import type { InputType } from '../core/input-column.ts';
import type { ModelColumn } from './model-columns.ts';

/**
 * Recorded values as numbers, and back. A float is rounded to float32 as the model would; whole numbers are cut off at
 * the point; true and false are 1 and 0; texts are numbered in the order in which they are first seen. Two rows give a
 * model the same input exactly where their numbers are equal.
 */
export interface RowCodec {
  /**
   * @param rows - each with one value per column
   * @returns row-major [rows, columns]
   * @throws DossierError model/input-not-numeric, model/input-not-text, model/input-missing, model/input-range
   */
  encode(rows: readonly (readonly Cell[])[]): Float64Array;
  /** The text of a code; '' for a number that is none. */
  textOf(column: number, code: number): string;
  /**
   * The rows as the model takes them, row by row: float, double, int64 and int32 in little-endian, bool as one byte,
   * text in UTF-8 after its length in bytes, which is a little-endian uint32.
   */
  bytesOf(rows: Float64Array): Uint8Array;
}

/** @param missingText - what the model was trained to read for a text that is missing */
export function rowCodec(columns: readonly ModelColumn[], missingText?: string): RowCodec {
  const dictionaries = columns.map(() => ({ codes: new Map<string, number>(), texts: [] as string[] }));

  function codeOf(column: number, text: string): number {
    const dictionary = dictionaries[column];
    const code = dictionary?.codes.get(text) ?? dictionary?.texts.length ?? 0;
    if (dictionary?.texts.length === code) {
      dictionary.codes.set(text, code);
      dictionary.texts.push(text);
    }
    return code;
  }

  const textOf = (column: number, code: number): string => dictionaries[column]?.texts[code] ?? '';
  return {
    encode(rows) {
      const encoded = new Float64Array(rows.length * columns.length);
      rows.forEach((row, r) => {
        columns.forEach(({ name, type }, c) => {
          const cell = row[c] ?? null;
          encoded[r * columns.length + c] =
            type === 'string' ? codeOf(c, asText(name, cell ?? missingText ?? null)) : asNumber(name, type, cell);
        });
      });
      return encoded;
    },
    textOf,
    bytesOf(rows) {
      const at = (index: number): { type: InputType; text: string } => {
        const column = index % columns.length;
        const type = columns[column]?.type ?? 'float';
        return { type, text: type === 'string' ? textOf(column, rows[index] ?? 0) : '' };
      };
      const size = rows.reduce((total, _, index) => total + sizeOf(at(index)), 0);
      const bytes = Buffer.alloc(size);
      rows.reduce((offset, value, index) => offset + write(bytes, offset, { value, ...at(index) }), 0);
      return bytes;
    },
  };
}

function asText(name: string, cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell === null)
    throw missing(
      name,
      'a text',
      'Give the text that the model reads instead as missingText of the model in case.yaml.',
    );
  throw new DossierError('model/input-not-text', `input ${name} holds ${cell}, and the model takes text`, {
    place: { file: 'case.yaml', at: 'models' },
    hint: 'List the column under textInputs of the model in case.yaml, so that it is read as it is written.',
  });
}

/** The largest finite number of each type. Beyond 2^53 - 1 a double cannot tell whole numbers apart. */
const LARGEST: Record<Exclude<InputType, 'string'>, number> = {
  float: 3.4028234663852886e38,
  double: Number.MAX_VALUE,
  int64: Number.MAX_SAFE_INTEGER,
  int32: 2 ** 31 - 1,
  bool: Number.MAX_VALUE,
};

function asNumber(name: string, type: Exclude<InputType, 'string'>, cell: Cell): number {
  const value = typeof cell === 'string' ? wholeNumber(name, cell) : cell === null ? Number.NaN : Number(cell);
  if (Number.isNaN(value)) {
    if (type === 'float' || type === 'double') return value;
    throw missing(name, type === 'bool' ? 'a truth value' : 'a whole number', 'Fill the value in as the model saw it.');
  }
  if (Math.abs(value) > LARGEST[type])
    throw new DossierError('model/input-range', `input ${name} holds ${value}, which no ${type} holds exactly enough`);
  if (type === 'bool') return value === 0 ? 0 : 1;
  if (type === 'float') return Math.fround(value);
  return type === 'double' ? value : Math.trunc(value) + 0;
}

/** Integers that no double holds arrive as decimal strings. */
function wholeNumber(name: string, text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new DossierError('model/input-not-numeric', `input ${name} holds "${text}", and the model takes numbers`, {
    hint: 'Name the encoded columns of the decision log as inputs of the model.',
  });
}

/** A silent 0, false or empty text would be somebody else's record. */
function missing(name: string, wanted: string, hint: string): DossierError {
  return new DossierError('model/input-missing', `input ${name} is missing, and the model takes ${wanted}`, { hint });
}

const SIZES: Record<InputType, number> = { float: 4, double: 8, int64: 8, int32: 4, bool: 1, string: 4 };

function sizeOf({ type, text }: { type: InputType; text: string }): number {
  return SIZES[type] + Buffer.byteLength(text);
}

/** @returns bytes written */
function write(bytes: Buffer, offset: number, each: { type: InputType; value: number; text: string }): number {
  const { type, value, text } = each;
  switch (type) {
    case 'float':
      bytes.writeFloatLE(value, offset);
      break;
    case 'double':
      bytes.writeDoubleLE(value, offset);
      break;
    case 'int64':
      bytes.writeBigInt64LE(BigInt(value), offset);
      break;
    case 'int32':
      bytes.writeInt32LE(value, offset);
      break;
    case 'bool':
      bytes.writeUInt8(value, offset);
      break;
    case 'string':
      bytes.writeUInt32LE(Buffer.byteLength(text), offset);
      bytes.write(text, offset + 4);
  }
  return sizeOf(each);
}
