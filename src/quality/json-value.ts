/** A JSON object that others wrote: nothing is known of its values before they are looked at. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key. Null when there is none, or something else. */
export function objectIn(object: JsonObject | null, key: string): JsonObject | null {
  const value = object?.[key];
  return isJsonObject(value) ? value : null;
}

/** The objects of the list under a key, in its order. Null when there is no list. */
export function objectsIn(object: JsonObject | null, key: string): JsonObject[] | null {
  const value = object?.[key];
  return Array.isArray(value) ? value.filter(isJsonObject) : null;
}

/** The text under a key, a number as its digits. Null when there is none or it is blank. */
export function textIn(object: JsonObject | null, key: string): string | null {
  const value = object?.[key];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}
