import { withoutEntities } from './character-entities.ts';

/** An element begins or ends, or text stands between elements. An empty element begins and ends. */
export type XmlPiece =
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

/** Deeper than any chart. */
const MAX_DEPTH = 100;
const MAX_ATTRIBUTES = 200;

const NAME = /[\p{L}_:][\p{L}\p{N}_:.-]*/uy;
const ATTRIBUTE = /\s+([\p{L}_:][\p{L}\p{N}_:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
const TAG_END = /\s*(\/?)>/y;

type Fail = (because: string, position: number) => Error;

/**
 * Reads the part of XML that charts are written in, in one pass: elements, attributes, text and CDATA. Comments and
 * processing instructions are passed over. A document type is refused, so that no entity but the usual can be declared.
 *
 * @param fail - makes the error for a fault at a position
 * @throws what `fail` makes
 */
export function* xmlPieces(text: string, fail: Fail): Generator<XmlPiece> {
  const open: string[] = [];
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; ) {
    const start = text.indexOf('<', at);
    const until = start === -1 ? text.length : start;
    if (until > at) yield { kind: 'text', text: withoutEntities(text.slice(at, until)) };
    if (start === -1) break;
    const { end, pieces } = markupAt(text, start, fail);
    for (const piece of pieces) {
      follow(open, piece, () =>
        fail(`the end of "${open.at(-1) ?? ''}" is missing, or it is nested too deeply`, start),
      );
      yield piece;
    }
    at = end;
  }
  if (open.length > 0) throw fail(`the element "${open.at(-1)}" does not end`, text.length);
}

/** Keeps the elements that are open. */
function follow(open: string[], piece: XmlPiece, fault: () => Error): void {
  if (piece.kind === 'open' && open.push(piece.name) > MAX_DEPTH) throw fault();
  if (piece.kind === 'close' && open.pop() !== piece.name) throw fault();
}

interface Markup {
  pieces: XmlPiece[];
  end: number;
}

/** What begins with the `<` at `start`. */
function markupAt(text: string, start: number, fail: Fail): Markup {
  const passed = pastUnread(text, start, fail);
  if (passed !== null) {
    const isData = text.startsWith('<![CDATA[', start);
    return { pieces: isData ? [{ kind: 'text', text: text.slice(start + 9, passed - 3) }] : [], end: passed };
  }
  if (text[start + 1] === '/') {
    const end = text.indexOf('>', start);
    if (end === -1) throw fail('the end of an element is cut off', start);
    return { pieces: [{ kind: 'close', name: text.slice(start + 2, end).trim() }], end: end + 1 };
  }
  const { name, attributes, isEmpty, end } = openTag(text, start, fail);
  return { pieces: [{ kind: 'open', name, attributes }, ...(isEmpty ? [{ kind: 'close' as const, name }] : [])], end };
}

/** Just past a comment, instruction or CDATA section. Null where none begins. */
function pastUnread(text: string, start: number, fail: Fail): number | null {
  for (const [opening, closing] of [
    ['<!--', '-->'],
    ['<?', '?>'],
    ['<![CDATA[', ']]>'],
  ] as const) {
    if (!text.startsWith(opening, start)) continue;
    const end = text.indexOf(closing, start + opening.length);
    if (end === -1) throw fail(`what begins with ${opening} does not end`, start);
    return end + closing.length;
  }
  if (text.startsWith('<!', start)) throw fail('it declares a document type, which no chart needs', start);
  return null;
}

interface OpenTag {
  name: string;
  attributes: Map<string, string>;
  isEmpty: boolean;
  end: number;
}

function openTag(text: string, start: number, fail: Fail): OpenTag {
  const name = matchAt(NAME, text, start + 1)?.[0];
  if (name === undefined) throw fail('a "<" begins no element', start);
  const attributes = new Map<string, string>();
  let at = start + 1 + name.length;
  for (let found = matchAt(ATTRIBUTE, text, at); found !== null; found = matchAt(ATTRIBUTE, text, at)) {
    attributes.set(found[1] ?? '', withoutEntities(found[2] ?? found[3] ?? ''));
    if (attributes.size > MAX_ATTRIBUTES) throw fail(`"${name}" has more than ${MAX_ATTRIBUTES} attributes`, start);
    at += found[0].length;
  }
  const end = matchAt(TAG_END, text, at);
  if (end === null) throw fail(`the element "${name}" is not written as XML`, start);
  return { name, attributes, isEmpty: end[1] === '/', end: at + end[0].length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
