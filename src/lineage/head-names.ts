/** More names than any record needs to be told from others. */
const MAX_NAMES = 200;

/**
 * Names of the members of the first object in a JSON text, which may be cut off anywhere: of the text itself, or of the
 * first object in its array. Empty for what is no JSON.
 */
export function headNames(head: string): ReadonlySet<string> {
  const names = new Set<string>();
  const start = /^[\uFEFF\s]*(?:\[\s*)?\{/.exec(head)?.[0].length;
  if (start === undefined) return names;
  for (let at = start, depth = 1; at < head.length && depth > 0 && names.size < MAX_NAMES; ) {
    const character = head[at];
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    if (character !== '"') {
      at += 1;
      continue;
    }
    const end = closingQuote(head, at);
    if (depth === 1 && isFollowedByColon(head, end + 1)) names.add(head.slice(at + 1, end));
    at = end + 1;
  }
  return names;
}

/** Whether all of them are there. */
export function hasAll(names: ReadonlySet<string>, ...wanted: readonly string[]): boolean {
  return wanted.every((name) => names.has(name));
}

/** Whether one of them is there. */
export function hasAny(names: ReadonlySet<string>, ...wanted: readonly string[]): boolean {
  return wanted.some((name) => names.has(name));
}

function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}

function closingQuote(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
