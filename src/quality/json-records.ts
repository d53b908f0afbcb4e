import { gunzipSync } from 'node:zlib';
import { isJsonObject, type JsonObject } from './json-value.ts';

/** An export of another system, as it lies in the case. */
export interface ExportFile {
  path: string;
  bytes: Uint8Array;
}

/** One object of an export, and where it stands: a line ("line 12") or a JSON pointer ("/11"). */
export interface JsonRecord {
  value: JsonObject;
  at: string;
}

/** What an export may hold at most, unpacked: 256 MiB. */
const LARGEST = 2 ** 28;

/**
 * The objects of an export: one JSON object, one array, or one object a line; gzip is unpacked. What cannot be read
 * is passed over: the lineage is read from the same files, and names it.
 */
export function jsonRecords({ bytes }: ExportFile): JsonRecord[] {
  const text = decoded(bytes);
  const start = text.search(/\S/);
  if (text[start] === '[') return arrayElements(text, start + 1);
  const whole = parsed(text);
  if (whole !== null) return [{ value: whole, at: 'line 1' }];
  return text.split('\n').flatMap((line, index) => {
    const value = parsed(line);
    return value === null ? [] : [{ value, at: `line ${index + 1}` }];
  });
}

/** One by one, so that an array that was cut off gives what came before the cut. */
function arrayElements(text: string, from: number): JsonRecord[] {
  const records: JsonRecord[] = [];
  let index = 0;
  for (let at = pastGap(text, from); at < text.length && text[at] !== ']'; index += 1) {
    const end = pastValue(text, at);
    const value = parsed(text.slice(at, end));
    if (value !== null) records.push({ value, at: `/${index}` });
    at = pastGap(text, end);
  }
  return records;
}

/** Past white space and commas. */
function pastGap(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s,]/.test(text[at] ?? '')) at += 1;
  return at;
}

/** Just past the value that starts at `from`; the end of the text where it does not close. */
function pastValue(text: string, from: number): number {
  let [at, open] = [from, 0];
  while (at < text.length) {
    const character = text[at] ?? '';
    if (open === 0 && at > from && /[\s,\]}]/.test(character)) return at;
    at = character === '"' ? pastString(text, at) : at + 1;
    if (character === '{' || character === '[') open += 1;
    if (character === '}' || character === ']') open -= 1;
    if (open < 0) return at;
  }
  return text.length;
}

/** Just past the string that opens at `from`; the end of the text where it does not close. */
function pastString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === '\\') before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  return text.length;
}

function decoded(bytes: Uint8Array): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked ? unpacked(bytes) : bytes;
  return plain.length > LARGEST ? '' : new TextDecoder().decode(plain);
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch {
    return new Uint8Array();
  }
}

/** Null when the text is no JSON object. */
function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
