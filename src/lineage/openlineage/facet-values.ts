import { type JsonObject, member } from '../../data/json-value.ts';

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
