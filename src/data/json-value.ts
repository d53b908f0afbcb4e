/** An object of a JSON text that others wrote: nothing is known of its members before they are looked at. */
export type JsonObject = { readonly [name: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of that name; undefined when the value is no object or has no such member of its own. */
export function member(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function objectAt(value: unknown, name: string): JsonObject | null {
  const found = member(value, name);
  return isJsonObject(found) ? found : null;
}

/** A text that is not blank, a number as its digits; null for anything else. */
export function textAt(value: unknown, name: string): string | null {
  const found = member(value, name);
  const text = typeof found === 'number' ? String(found) : found;
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}

/** The items of a list; none for anything else. */
export function listAt(value: unknown, name: string): unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}
