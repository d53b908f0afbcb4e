/** More than these say nothing new of a text. */
const MOST = 1000;

interface Level {
  /** Names so far of an object; null for an array. */
  names: Set<string> | null;
  /** The name or index that is being read. */
  at: string | number;
}

/** A string with the colon that makes it a name, or a bracket or comma. */
const TOKENS = /"((?:[^"\\]|\\.)*)"(\s*:)?|[[\]{},]/gs;

/** JSON pointers of members that an object of the text names again, in their order. The text must be JSON. */
export function repeatedMembers(text: string): string[] {
  const found: string[] = [];
  const open: Level[] = [];
  for (const [token, content = '', colon] of text.matchAll(TOKENS)) {
    if (colon === undefined) moved(open, token);
    else if (isNamedAgain(open.at(-1), content)) found.push(pointerTo(open));
    if (found.length === MOST) return found;
  }
  return found;
}

function moved(open: Level[], token: string): void {
  const level = open.at(-1);
  if (token === '{') open.push({ names: new Set(), at: '' });
  else if (token === '[') open.push({ names: null, at: 0 });
  else if (token === '}' || token === ']') open.pop();
  else if (token === ',' && typeof level?.at === 'number') level.at += 1;
}

function isNamedAgain(level: Level | undefined, content: string): boolean {
  if (level?.names == null) return false;
  const name = content.includes('\\') ? (JSON.parse(`"${content}"`) as string) : content;
  const isAgain = level.names.has(name);
  level.names.add(name);
  level.at = name;
  return isAgain;
}

function pointerTo(open: readonly Level[]): string {
  return open.map(({ at }) => `/${String(at).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
