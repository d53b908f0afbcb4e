// A reader of XML that accepts only what XML 1.0 calls well-formed, as far as drawings go: no comments, no CDATA, no
// entity but characters by number. Written apart from the one in the source, to be its witness.

export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const TOKEN = /<\/([A-Za-z]+)>|<([A-Za-z]+)((?: [A-Za-z:-]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)(\/?)>|([^<&>]+|&#\d+;)/uy;

/** The root element; throws when a single character does not fit. */
export function strictXml(text: string): Element {
  if (!CHARACTERS.test(text)) throw new Error('a character that no XML may hold');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  TOKEN.lastIndex = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(text)?.[0].length ?? 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) throw new Error(`not well-formed at ${text.slice(at, at + 60)}`);
    const [, closed, opened, attributes = '', empty, words] = found;
    const parent = open.at(-1) ?? root;
    if (closed !== undefined && open.pop()?.name !== closed) throw new Error(`</${closed}> closes nothing`);
    if (words !== undefined) parent.text += characters(words);
    if (opened === undefined) continue;
    const element: Element = { name: opened, attributes: attributesOf(attributes), children: [], text: '' };
    parent.children.push(element);
    if (empty === '') open.push(element);
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '') throw new Error('not one root');
  return root.children[0] as Element;
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/ ([A-Za-z:-]+)="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, characters(value)] as const,
  );
  if (new Set(found.map(([name]) => name)).size !== found.length) throw new Error('an attribute twice');
  return Object.fromEntries(found);
}

function characters(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** The element and all beneath it, in the order of the text. */
export function allOf(element: Element): Element[] {
  return [element, ...element.children.flatMap(allOf)];
}
