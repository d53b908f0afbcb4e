import { parseJson } from '../data/parse-json.ts';

/** A JSON text that a record holds as a text. Undefined when it is none. */
export function innerJson(text: string | null): unknown {
  return text === null ? undefined : parseJson(text).value;
}
