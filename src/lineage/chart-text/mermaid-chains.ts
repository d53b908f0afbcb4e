/** A node as it stands in a statement. */
export interface NodeMention {
  id: string;
  /** Null where the statement gives it no label. */
  label: string | null;
}

export interface Link {
  isVisible: boolean;
  isBothWays: boolean;
}

/** Groups of nodes and the links between one group and the next. */
interface Chain {
  groups: NodeMention[][];
  links: Link[];
}

const GAP = /(?:[\s;]|%%[^\n]*)+/y;
const SPACE = /[^\S\n]+/y;
/** Statements that draw nothing. */
const SILENT =
  /(?:(?:subgraph|direction|classDef|class|style|linkStyle|click|accTitle)\b[^\n]*|accDescr\s*\{[^}]*\}|accDescr\b[^\n]*|end\b)/y;
const ID = /[\p{L}\p{N}\p{M}_.!#$%'*+?\\/]+(?:-(?=[^>\-.\s])[\p{L}\p{N}\p{M}_.!#$%'*+?\\/]*)*/uy;
const CLASS = /:::[\p{L}\p{N}_-]+/uy;
const DATA = /@\{((?:[^}"]|"[^"]*")*)\}/y;
const LINK = /\s*(?:~~~+|[xo<]?(?:--+[-xo>]|==+[=xo>]|-?\.+-[xo>]?))(?:\s*\|(?:"([^"]*)"|[^|\n]*)\|)?\s*/y;
const WORDED =
  /\s*[xo<]?(?:--\s*(?:"[^"]*"|(?:[^-\n"]|-(?!-))+)\s*--+[-xo>]|==\s*(?:"[^"]*"|(?:[^=\n"]|=(?!=))+)\s*==+[=xo>]|-\.\s*(?:"[^"]*"|(?:[^.\n"]|\.(?!-))+)\s*\.+-[xo>]?)\s*/y;
const AND = /\s*&\s*/y;

const SHAPES: readonly [open: string, ...closers: string[]][] = [
  ['(((', ')))'],
  ['([', '])'],
  ['[(', ')]'],
  ['[[', ']]'],
  ['((', '))'],
  ['{{', '}}'],
  ['[/', '/]', '\\]'],
  ['[\\', '\\]', '/]'],
  ['(-', '-)'],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['>', ']'],
];

type Fail = (because: string, line: number) => Error;

/** The statements of a flowchart that name nodes, from a position after its header. */
export function* mermaidChains(text: string, from: number, fail: Fail): Generator<Chain> {
  const cursor = { text, at: from };
  for (take(cursor, GAP); cursor.at < text.length; take(cursor, GAP)) {
    if (take(cursor, SILENT) !== null) continue;
    yield chainAt(cursor, fail);
  }
}

interface Cursor {
  text: string;
  at: number;
}

function chainAt(cursor: Cursor, fail: Fail): Chain {
  const groups = [groupAt(cursor, fail)];
  const links: Link[] = [];
  for (let link = linkAt(cursor); link !== null; link = linkAt(cursor)) {
    links.push(link);
    groups.push(groupAt(cursor, fail));
  }
  take(cursor, SPACE);
  const next = cursor.text[cursor.at];
  if (next !== undefined && !/[\s;%]/.test(next)) throw fault(cursor, fail, `a "${next}" stands where none can`);
  return { groups, links };
}

function linkAt(cursor: Cursor): Link | null {
  const found = (take(cursor, LINK) ?? take(cursor, WORDED))?.[0].trim();
  if (found === undefined) return null;
  return { isVisible: !found.startsWith('~'), isBothWays: /^[xo<]/.test(found) };
}

function groupAt(cursor: Cursor, fail: Fail): NodeMention[] {
  const mentions = [mentionAt(cursor, fail)];
  while (take(cursor, AND) !== null) mentions.push(mentionAt(cursor, fail));
  return mentions;
}

function mentionAt(cursor: Cursor, fail: Fail): NodeMention {
  const id = take(cursor, ID)?.[0];
  if (id === undefined) throw fault(cursor, fail, 'a node is missing');
  let label = labelAt(cursor, fail);
  const data = take(cursor, DATA)?.[1];
  if (data !== undefined) label = /\blabel\s*:\s*"([^"]*)"/.exec(data)?.[1] ?? label;
  take(cursor, CLASS);
  return { id, label };
}

function labelAt(cursor: Cursor, fail: Fail): string | null {
  const { text, at } = cursor;
  const shape = SHAPES.find(([open]) => text.startsWith(open, at));
  if (shape === undefined) return null;
  const [open, ...closers] = shape;
  const start = at + open.length;
  const quote = /\s*"/y;
  quote.lastIndex = start;
  const opened = quote.exec(text);
  const inner = start + (opened?.[0].length ?? 0);
  const closing = opened === null ? nearest(text, start, closers) : text.indexOf('"', inner);
  if (closing === -1) throw fault(cursor, fail, `the label after "${open}" does not end`);
  cursor.at = opened === null ? closing : closing + 1;
  take(cursor, SPACE);
  const closer = closers.find((each) => text.startsWith(each, cursor.at));
  if (closer === undefined) throw fault(cursor, fail, `a "${closers[0]}" is missing`);
  cursor.at += closer.length;
  return text.slice(inner, closing);
}

function nearest(text: string, from: number, closers: readonly string[]): number {
  const end = text.indexOf('\n', from);
  const found = closers
    .map((closer) => text.indexOf(closer, from))
    .filter((at) => at !== -1 && (end === -1 || at < end));
  return found.length === 0 ? -1 : Math.min(...found);
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found !== null) cursor.at += found[0].length;
  return found;
}

function fault({ text, at }: Cursor, fail: Fail, because: string): Error {
  return fail(because, text.slice(0, at).split('\n').length);
}
