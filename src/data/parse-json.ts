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
    return { value, repeated: colonsOutsideStrings(text) === membersIn(value) ? NONE : repeatedMembers(text) };
  } catch {
    return { value: undefined, repeated: NONE };
  }
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];

function colonsOutsideStrings(text: string): number {
  let count = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isInString = !isInString;
    else if (code === BACKSLASH) at += 1;
    else if (code === COLON && !isInString) count += 1;
  }
  return count;
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
