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
      const value = wireType === 2 ? reader.bytes() : null;
      if (value === null) reader.skipType(wireType);
      if (reader.pos > reader.len) throw new RangeError('a field runs past the end');
      fields.push({
        number: tag >>> 3,
        wireType,
        raw: message.subarray(start, reader.pos),
        value: value ?? message.subarray(body, reader.pos),
      });
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

export function textOf({ value }: Pick<Field, 'value'>): string {
  return new TextDecoder().decode(value);
}

/** A varint as a number, exact up to 2^53. */
export function integerOf({ value }: Pick<Field, 'value'>): number {
  return Number(Reader.create(value).int64());
}

/** The integers of a repeated field, packed or not. */
export function integersOf(fields: readonly Field[]): number[] {
  return fields.flatMap((field) => {
    if (field.wireType !== 2) return [integerOf(field)];
    const reader = Reader.create(field.value);
    const integers: number[] = [];
    while (reader.pos < reader.len) integers.push(Number(reader.int64()));
    return integers;
  });
}
