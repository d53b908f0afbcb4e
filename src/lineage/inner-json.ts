/** A JSON text that a record holds as a text. Undefined when it is none. */
export function innerJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
