import { isJsonObject, member } from '../data/json-value.ts';

/**
 * The name that a field of a protocol buffer has in this object: the JSON name, or the one of the .proto file, as
 * writers may choose.
 *
 * @see https://protobuf.dev/programming-guides/json/
 * @param name - the JSON name, in lowerCamelCase
 */
export function protoName(value: unknown, name: string): string {
  if (!isJsonObject(value) || Object.hasOwn(value, name)) return name;
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The field of that name. */
export function protoField(value: unknown, name: string): unknown {
  return member(value, protoName(value, name));
}
