import { isJsonObject, member } from '../../data/json-value.ts';

/**
 * The texts at the end of a path through a value: names of members, `*` for every item of a list or member of an object.
 * @example textsAlong({ a: [{ b: 'x' }, { b: 'y' }] }, 'a/*'+'/b') // ['x', 'y']
 */
export function textsAlong(value: unknown, path: string): string[] {
  let found: unknown[] = [value];
  for (const name of path.split('/')) {
    found = found.flatMap((each) => (name === '*' ? itemsOf(each) : [member(each, name)]));
  }
  return found.filter((text) => typeof text === 'string' && text.trim() !== '').map(String);
}

function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}
