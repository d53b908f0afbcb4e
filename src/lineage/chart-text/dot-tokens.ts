/** A name, number, quoted string or HTML string; or a sign. */
export interface DotToken {
  kind: 'id' | 'sign';
  /** Of a quoted string its content, with `\"` undone and other escapes left. */
  text: string;
  isQuoted: boolean;
  line: number;
}

const MAX_TOKENS = 2_000_000;
const GAP = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|^#[^\n]*)+/my;
const WORD = /[\p{L}_\u0080-\u00ff][\p{L}\p{N}_\u0080-\u00ff]*|-?(?:\.\d+|\d+(?:\.\d*)?)/uy;
const QUOTED = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y;
const SIGN = /->|--|[{}[\]=;,:+]/y;

type Fail = (because: string, line: number) => Error;

interface Cursor {
  text: string;
  at: number;
  line: number;
}

/** @param fail - makes the error for a fault in a line */
export function dotTokens(text: string, fail: Fail): DotToken[] {
  const tokens: DotToken[] = [];
  const cursor = { text, at: text.startsWith('\uFEFF') ? 1 : 0, line: 1 };
  for (take(cursor, GAP); cursor.at < text.length; take(cursor, GAP)) {
    if (tokens.length >= MAX_TOKENS) throw fail('it is too long', cursor.line);
    const { line } = cursor;
    const token = quotedAt(cursor) ?? htmlAt(cursor, fail) ?? plainAt(cursor);
    if (token === null) throw fail(`a "${text[cursor.at]}" stands where none can`, line);
    pushToken(tokens, { ...token, line });
  }
  return tokens;
}

function quotedAt(cursor: Cursor): Omit<DotToken, 'line'> | null {
  const content = take(cursor, QUOTED)?.[1];
  if (content === undefined) return null;
  return { kind: 'id', text: content.replace(/\\\r?\n/g, '').replaceAll('\\"', '"'), isQuoted: true };
}

function htmlAt(cursor: Cursor, fail: Fail): Omit<DotToken, 'line'> | null {
  const { text, at } = cursor;
  if (text[at] !== '<') return null;
  const end = endOfHtml(text, at);
  if (end === null) throw fail('an HTML string does not end', cursor.line);
  const passed = text.slice(at, end);
  cursor.at = end;
  cursor.line += newlinesIn(passed);
  return { kind: 'id', text: passed.slice(1, -1), isQuoted: true };
}

function plainAt(cursor: Cursor): Omit<DotToken, 'line'> | null {
  const word = take(cursor, WORD)?.[0];
  if (word !== undefined) return { kind: 'id', text: word, isQuoted: false };
  const sign = take(cursor, SIGN)?.[0];
  return sign === undefined ? null : { kind: 'sign', text: sign, isQuoted: false };
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found === null) return null;
  cursor.at += found[0].length;
  cursor.line += newlinesIn(found[0]);
  return found;
}

function newlinesIn(text: string): number {
  return text.match(/\n/g)?.length ?? 0;
}

/** Strings joined by `+` are one. */
function pushToken(tokens: DotToken[], token: DotToken): void {
  const [plus, before] = [tokens.at(-1), tokens.at(-2)];
  if (token.isQuoted && plus?.kind === 'sign' && plus.text === '+' && before?.isQuoted === true) {
    tokens.splice(-2, 2, { ...before, text: before.text + token.text });
  } else tokens.push(token);
}

/** Just past the `>` that matches the `<` at `start`. */
function endOfHtml(text: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '<') depth += 1;
    if (text[at] === '>') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}
