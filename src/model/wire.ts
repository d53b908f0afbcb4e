import { Reader, Writer } from 'protobufjs/minimal.js';
import { DossierError } from '../core/error.ts';

/** One field of a protobuf message as it stands in the bytes: nothing is decoded that nobody asks for. */
export interface Field {
  number: number;
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes. */
  wireType: number;
  /** Tag and value, as they stand. */
  raw: Uint8Array;
  /** The value alone; for length-delimited fields without the length. */
  value: Uint8Array;
}

/**
 * Splits a protobuf message into its fields. Joining them again gives the same bytes, so that whatever is not
 * changed on purpose stays as it was, unknown fields included.
 *
 * @throws DossierError model/unreadable
 */
export function fieldsOf(message: Uint8Array): Field[] {
  const reader = Reader.create(message);
  const fields: Field[] = [];
  try {
    while (reader.pos < reader.len) {
      const start = reader.pos;
      const tag = reader.uint32();
      const body = reader.pos;
      const wireType = tag & 7;
      if (tag >>> 3 === 0) throw new RangeError('field number 0');
      const length = wireType === 2 ? reader.uint32() : 0;
      const content = wireType === 2 ? reader.pos : body;
      if (wireType === 2) reader.pos += length;
      else reader.skipType(wireType);
      if (reader.pos > reader.len) throw new RangeError('a field runs past the end');
      fields.push(new Stretch(message, tag, { start, content, end: reader.pos }));
    }
  } catch (cause) {
    throw new DossierError(
      'model/unreadable',
      'the model file is no sound ONNX: its protobuf breaks off or is damaged',
      { cause },
    );
  }
  return fields;
}

/** A field that is cut out of its message when it is asked for: a large ensemble has millions of them. */
class Stretch implements Field {
  readonly number: number;
  readonly wireType: number;
  readonly #message: Uint8Array;
  readonly #start: number;
  readonly #content: number;
  readonly #end: number;

  constructor(message: Uint8Array, tag: number, at: { start: number; content: number; end: number }) {
    this.number = tag >>> 3;
    this.wireType = tag & 7;
    this.#message = message;
    this.#start = at.start;
    this.#content = at.content;
    this.#end = at.end;
  }

  get raw(): Uint8Array {
    return this.#message.subarray(this.#start, this.#end);
  }

  get value(): Uint8Array {
    return this.#message.subarray(this.#content, this.#end);
  }
}

export function joinFields(fields: readonly Pick<Field, 'raw'>[]): Uint8Array {
  return Buffer.concat(fields.map(({ raw }) => raw));
}

/** A length-delimited field. */
export function bytesField(number: number, value: Uint8Array | string): Field {
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  return {
    number,
    wireType: 2,
    raw: Writer.create()
      .uint32((number << 3) | 2)
      .bytes(content)
      .finish(),
    value: content,
  };
}

const utf8 = new TextDecoder();

export function textOf({ value }: Pick<Field, 'value'>): string {
  return utf8.decode(value);
}

/** A varint as a number, exact up to 2^53. */
export function integerOf({ value }: Pick<Field, 'value'>): number {
  const first = value[0] ?? 0;
  return value.length === 1 && first < 0x80 ? first : Number(Reader.create(value).int64());
}

/** The integers of a repeated field, packed or not. */
export function integersOf(fields: readonly Field[]): number[] {
  const integers: number[] = [];
  for (const field of fields) {
    if (field.wireType !== 2) {
      integers.push(integerOf(field));
      continue;
    }
    const reader = Reader.create(field.value);
    while (reader.pos < reader.len) integers.push(Number(reader.int64()));
  }
  return integers;
}
