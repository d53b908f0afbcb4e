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
  const whole = parsed(text);
  if (Array.isArray(whole)) {
    return whole.flatMap((value: unknown, index) => (isJsonObject(value) ? [{ value, at: `/${index}` }] : []));
  }
  if (isJsonObject(whole)) return [{ value: whole, at: 'line 1' }];
  return text.split('\n').flatMap((line, index) => {
    const value = parsed(line);
    return isJsonObject(value) ? [{ value, at: `line ${index + 1}` }] : [];
  });
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

/** Undefined when the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
