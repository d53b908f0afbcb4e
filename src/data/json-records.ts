import { isJsonObject, type JsonObject } from './json-value.ts';

/** One object of an export, and where it stands: a line ("line 12") or a JSON pointer ("/11"). */
export interface JsonRecord {
  value: JsonObject;
  at: string;
}

/** A part of an export that could not be read as an object, and why. */
export interface RecordFault {
  at: string;
  why: string;
}

export interface JsonRecords {
  records: JsonRecord[];
  /** The first of them; `faulty` counts all. */
  faults: RecordFault[];
  faulty: number;
}

const FAULTS_NAMED = 20;

/** Deeper nesting is refused, so that nothing that walks a record can be made to overflow. */
const DEEPEST = 100;

/**
 * The objects of an export: one JSON object, one JSON array of objects, one object a line, or objects one after
 * another. What cannot be read is a fault; the rest is still read.
 */
export function readJsonRecords(text: string): JsonRecords {
  const start = text.search(/\S/);
  if (start === -1) return { records: [], faults: [], faulty: 0 };
  if (text[start] === '[') return collect(arrayElements(text, start + 1));
  const whole = span(text, start);
  if (whole.closed && text.slice(whole.end).trim() === '') {
    return collect([{ text: text.slice(start, whole.end), at: 'line 1' }]);
  }
  const byLine = collect(lines(text));
  return byLine.records.length > 0 ? byLine : collect(sequence(text, start));
}

interface Piece {
  text: string;
  at: string;
}

function collect(pieces: Iterable<Piece>): JsonRecords {
  const records: JsonRecord[] = [];
  const faults: RecordFault[] = [];
  let faulty = 0;
  for (const { text, at } of pieces) {
    const value = parsed(text);
    if (typeof value !== 'string') records.push({ value, at });
    else if (++faulty <= FAULTS_NAMED) faults.push({ at, why: value });
  }
  return { records, faults, faulty };
}

/** The object, or in words why there is none. */
function parsed(text: string): JsonObject | string {
  const { depth, closed } = span(text, 0);
  if (depth > DEEPEST) return `it is nested more than ${DEEPEST} deep`;
  if (!closed) return 'it ends before it is complete';
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : 'it is no object';
  } catch {
    return 'it is not JSON';
  }
}

function* lines(text: string): Iterable<Piece> {
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    const trimmed = line.trim();
    if (trimmed !== '') yield { text: trimmed, at: `line ${number}` };
  }
}

function* arrayElements(text: string, from: number): Iterable<Piece> {
  let index = 0;
  for (let at = pastGap(text, from); at < text.length && text[at] !== ']'; index += 1) {
    const { end } = span(text, at);
    yield { text: text.slice(at, end), at: `/${index}` };
    at = pastGap(text, end);
  }
}

function* sequence(text: string, from: number): Iterable<Piece> {
  let [line, counted] = [1, 0];
  for (let at = pastGap(text, from); at < text.length; ) {
    for (; counted < at; counted += 1) if (text[counted] === '\n') line += 1;
    const { end } = span(text, at);
    yield { text: text.slice(at, end), at: `line ${line}` };
    at = pastGap(text, end);
  }
}

/** Past white space and commas. */
function pastGap(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s,]/.test(text[at] ?? '')) at += 1;
  return at;
}

interface Span {
  /** Just past the value, or the end of the text when the value does not close. */
  end: number;
  depth: number;
  closed: boolean;
}

/** How far the value that starts at `from` reaches; a scalar reaches to the next comma, bracket or white space. */
function span(text: string, from: number): Span {
  let [at, open, depth] = [from, 0, 0];
  while (at < text.length) {
    const character = text[at] ?? '';
    if (open === 0 && at > from && /[\s,\]}]/.test(character)) return { end: at, depth, closed: true };
    at = character === '"' ? pastString(text, at) : at + 1;
    if (character === '{' || character === '[') open += 1;
    if (character === '}' || character === ']') open -= 1;
    depth = Math.max(depth, open);
    if (open <= 0 && /[}\]]/.test(character)) return { end: at, depth, closed: true };
  }
  return { end: text.length, depth, closed: open === 0 };
}

/** Just past the string that opens at `from`; the end of the text where it does not close. */
function pastString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === '\\') before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  return text.length;
}
