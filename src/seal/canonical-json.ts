import canonicalizeModule from 'canonicalize';
import { DossierError } from '../core/error.ts';
import { pointer } from './pointer.ts';

// The package is CommonJS but types itself as an ES module, so its default export arrives unwrapped.
const serialize = canonicalizeModule as unknown as (value: unknown) => string;

/** Deeper than any record of ours; shallow enough for every reader's call stack. */
const MAX_DEPTH = 200;

/**
 * The one JSON text of a value (RFC 8785) and a line feed: keys in code-unit order, no spaces, shortest numbers.
 * Reading the text back gives an equal value, so whatever JSON would drop or change in silence is an error.
 *
 * @throws DossierError seal/not-json for NaN, infinities, undefined, lone surrogates and whatever is no plain data;
 *   seal/too-deep beyond 200 levels, and for cycles
 * @see RFC 8785, sections 3.2.2 and 3.2.3
 * @example canonicalJson({ b: 1e21, a: [true] }); // '{"a":[true],"b":1e+21}\n'
 */
export function canonicalJson(value: unknown): string {
  assertJson(value, []);
  return `${hasNumberedKeys(value) ? serialize(value) : JSON.stringify(inOrder(value))}\n`;
}

/** Whether some key is one that every object puts first, in the order of numbers, and so none can hold in code-unit order. */
function hasNumberedKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasNumberedKeys);
  for (const key in value) if (/^\d/.test(key) || hasNumberedKeys((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** The same value, keys in code-unit order: JSON.stringify then writes what the package would, many times as fast. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const member = inOrder((value as Record<string, unknown>)[key]);
    if (key === '__proto__') Object.defineProperty(ordered, key, { value: member, enumerable: true });
    else ordered[key] = member;
  }
  return ordered;
}

type Path = (string | number)[];

/** `path` is shared and restored on the way back, for this visits every value of records of many megabytes. */
function assertJson(value: unknown, path: Path): void {
  if (typeof value === 'string') assertText(value, path);
  else if (typeof value === 'number') assertFinite(value, path);
  else if (value === null || typeof value === 'boolean') return;
  else if (typeof value === 'object') assertMembers(value, path);
  else throw notJson(value === undefined ? 'an undefined value' : `a ${typeof value}`, path);
}

function assertMembers(value: object, path: Path): void {
  if (path.length >= MAX_DEPTH) {
    throw new DossierError('seal/too-deep', `a value is nested more than ${MAX_DEPTH} levels deep`);
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) descend(index, value[index], path);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notJson('an object that is no plain data', path);
  for (const [key, member] of Object.entries(value)) {
    assertText(key, path);
    descend(key, member, path);
  }
}

function descend(key: string | number, member: unknown, path: Path): void {
  path.push(key);
  assertJson(member, path);
  path.pop();
}

function assertFinite(value: number, path: Path): void {
  if (!Number.isFinite(value)) throw notJson(String(value), path);
}

function assertText(value: string, path: Path): void {
  if (!value.isWellFormed()) throw notJson('a text with half a surrogate pair', path);
}

function notJson(what: string, path: Path): DossierError {
  return new DossierError('seal/not-json', `${what} at ${pointer(path)} has no JSON form`);
}
