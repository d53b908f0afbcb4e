import { isJsonObject, textAt } from '../../data/json-value.ts';
import { sha256Of } from '../../data/sha256-of.ts';

/** Tags or parameters: one object in an export, a list of keys and values in an answer of the REST API. */
export function pairs(value: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (Array.isArray(value)) {
    for (const item of value) {
      const [key, text] = [textAt(item, 'key'), textAt(item, 'value')];
      if (key !== null && text !== null) found.set(key, text);
    }
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) {
      const text = textAt(value, key);
      if (text !== null) found.set(key, text);
    }
  }
  return found;
}

/** The value under the first of the keys that is there. */
export function firstOf(tags: ReadonlyMap<string, string>, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = tags.get(key);
    if (value !== undefined) return value;
  }
  return null;
}

/** A tag that holds a digest, by any of the usual names. */
const DIGEST_TAG = /(?:^|[._-])(?:sha-?256|digest|checksum)$/i;

/** SHA-256 digests that tags hold, each once: MLflow itself keeps none of models, and of data sets only short ones. */
export function digestsIn(tags: ReadonlyMap<string, string>): string[] {
  return [...new Set([...tags].flatMap(([key, value]) => (DIGEST_TAG.test(key) ? (sha256Of(value) ?? []) : [])))];
}
