import { inflateText } from '../../data/inflate-text.ts';
import { MAX_CHART_CHARACTERS } from '../chart.ts';
import { type XmlPiece, xmlPieces } from './xml.ts';

/** A cell of a draw.io file: a shape, a connector, a label or a layer. */
export interface DrawioCell {
  /** Ids are unique within a page only. */
  page: number;
  id: string;
  label: string;
  attributes: ReadonlyMap<string, string>;
}

type Open = Extract<XmlPiece, { kind: 'open' }>;

/** Reads the cells of all pages; a page that holds text and no elements is compressed, and unpacked within bounds. */
export class DrawioCells {
  readonly cells: DrawioCell[] = [];
  readonly #fail: (because: string, line: number) => Error;
  #page = 0;
  #isPacked = false;
  #packed = '';
  #room: number = MAX_CHART_CHARACTERS;
  /** The object around a cell, which bears its id and label. */
  #wrapper: ReadonlyMap<string, string> | null = null;

  constructor(fail: (because: string, line: number) => Error) {
    this.#fail = fail;
  }

  /** @param isInner - whether the text was unpacked from a page, in which no page can lie */
  read(text: string, isInner: boolean = false): this {
    const fail = (because: string, position: number): Error => this.#fail(because, lineAt(text, position));
    for (const piece of xmlPieces(text, fail)) {
      if (piece.kind === 'open') this.#open(piece, isInner);
      else if (piece.kind === 'close') this.#close(piece.name, isInner);
      else if (this.#isPacked && !isInner) this.#packed += piece.text.trim();
    }
    return this;
  }

  #open({ name, attributes }: Open, isInner: boolean): void {
    if (name === 'diagram' && !isInner) {
      this.#page += 1;
      [this.#isPacked, this.#packed] = [true, ''];
      return;
    }
    if (!isInner) this.#isPacked = false;
    if (isWrapper(name)) this.#wrapper = attributes;
    if (name !== 'mxCell') return;
    const id = this.#wrapper?.get('id') ?? attributes.get('id') ?? '';
    const label = this.#wrapper?.get('label') ?? attributes.get('value') ?? '';
    this.cells.push({ page: this.#page, id, label, attributes });
  }

  #close(name: string, isInner: boolean): void {
    if (isWrapper(name)) this.#wrapper = null;
    if (name !== 'diagram' || isInner || !this.#isPacked) return;
    this.#isPacked = false;
    if (this.#packed !== '') this.read(this.#unpacked(), true);
  }

  /** A page is URI-encoded, deflated and written as base64. */
  #unpacked(): string {
    const inflated = inflateText(this.#packed, Math.max(1, this.#room));
    if (inflated === null) throw this.#fail(`page ${this.#page} is compressed and cannot be unpacked`, 1);
    this.#room -= inflated.length;
    try {
      return decodeURIComponent(inflated);
    } catch {
      return inflated;
    }
  }
}

function isWrapper(name: string): boolean {
  return name === 'UserObject' || name === 'object';
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
