import { repeatedMembers } from './repeated-members.ts';

export interface ParsedJson {
  /** Undefined when the text is not JSON. */
  value: unknown;
  /** JSON pointers of members that an object names again; the value holds the last of each. */
  repeated: readonly string[];
}

const NONE: readonly string[] = [];

/** The value of a JSON text that others wrote, and what JSON.parse passes over in silence. */
export function parseJson(text: string): ParsedJson {
  try {
    const value: unknown = JSON.parse(text);
    // Where every name became a member, none came twice: only then is it worth looking for.
    return { value, repeated: namesIn(text) === membersIn(value) ? NONE : repeatedMembers(text) };
  } catch {
    return { value: undefined, repeated: NONE };
  }
}

const [BACKSLASH, COLON] = [0x5c, 0x3a];
const WHITE = new Set([0x20, 0x0a, 0x0d, 0x09]);

/** Strings with a colon behind them. From quote to quote, for every export is read so: a tenth of its time at most. */
function namesIn(text: string): number {
  let count = 0;
  for (let open = text.indexOf('"'); open !== -1; ) {
    let at = pastString(text, open);
    while (WHITE.has(text.charCodeAt(at))) at += 1;
    if (text.charCodeAt(at) === COLON) count += 1;
    open = text.indexOf('"', at);
  }
  return count;
}

/** Just past the string that opens at `from`; the end of the text where it does not close. */
export function pastString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** No recursion: values may lie deeper than a stack is. */
function membersIn(value: unknown): number {
  let count = 0;
  const open: unknown[] = typeof value === 'object' && value !== null ? [value] : [];
  while (open.length > 0) {
    const next = open.pop();
    const inside: readonly unknown[] = Array.isArray(next) ? next : Object.values(next as object);
    if (!Array.isArray(next)) count += inside.length;
    for (const each of inside) if (typeof each === 'object' && each !== null) open.push(each);
  }
  return count;
}
