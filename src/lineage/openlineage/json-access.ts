/** An object of a parsed JSON text. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of that name; undefined when the value is no object or has no such member of its own. */
function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function objectAt(value: unknown, name: string): JsonObject | null {
  const found = member(value, name);
  return isObject(found) ? found : null;
}

/** A text that is not blank, or null. */
export function textAt(value: unknown, name: string): string | null {
  const found = member(value, name);
  return typeof found === 'string' && found.trim() !== '' ? found : null;
}

export function listAt(value: unknown, name: string): unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}

/** A count, or null for anything else. */
export function countAt(value: unknown, name: string): number | null {
  const found = member(value, name);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : null;
}

export function isTrueAt(value: unknown, name: string): boolean {
  return member(value, name) === true;
}

/** Names of the members, sorted. */
export function namesOf(value: JsonObject | null): string[] {
  return value === null ? [] : Object.keys(value).sort();
}
