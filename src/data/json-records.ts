import { groupBy } from '../core/group-by.ts';
import { isJsonObject } from './json-value.ts';
import { parseJson, pastString } from './parse-json.ts';

/** One JSON value of an export, or a piece that is none, and where it lies: `line 12`, or `/11` in an array. */
export interface JsonRecord {
  at: string;
  /** Undefined when the piece is not JSON. */
  value: unknown;
  /** JSON pointers, from the value, of members that an object names again; the last of each is in the value. */
  repeated: readonly string[];
}

const NONE: readonly string[] = [];

/**
 * The values of an export: one value, the items of one array, one value a line (a line may hold an array as well), or
 * values written one after the other. Of a text that was cut off, what came before the cut; the rest is a piece of
 * its own. Nothing here grows with the length of a string, so that no text is too long.
 */
export function jsonRecords(source: string): JsonRecord[] {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const start = pastGap(text, 0);
  if (start === text.length) return [];
  const { value: whole, repeated } = parseJson(text);
  if (Array.isArray(whole)) return itemsOf(whole, repeated);
  if (whole !== undefined) return [{ at: 'line 1', value: whole, repeated }];
  const lines = lineRecords(text);
  const isCutArray = text[start] === '[' && lines[0]?.value === undefined;
  const scanned = isCutArray || !lines.some(isRecordLine) ? valuesAlong(text, start) : [];
  const records = scanned.some(({ value }) => value !== undefined) ? scanned : lines;
  return records.map(({ at, value, repeated: again }) => ({ at, value, repeated: again }));
}

function itemsOf(values: readonly unknown[], repeated: readonly string[]): JsonRecord[] {
  const below = groupBy(repeated, (pointer) => /^\/\d+/.exec(pointer)?.[0] ?? '');
  return values.map((value, index) => {
    const at = `/${index}`;
    return { at, value, repeated: below.get(at)?.map((pointer) => pointer.slice(at.length)) ?? NONE };
  });
}

function valuesAlong(text: string, start: number): JsonRecord[] {
  return text[start] === '[' ? cutArray(text, start) : valuesInTurn(text, start);
}

interface LineRecord extends JsonRecord {
  isIndented: boolean;
}

/** An indented line belongs to a value printed over several; such a line holds an object only by chance. */
function isRecordLine({ value, isIndented }: LineRecord): boolean {
  return !isIndented && isJsonObject(value);
}

function lineRecords(text: string): LineRecord[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [at, { value, repeated }, isIndented] = [`line ${index + 1}`, parseJson(line), /^\s/.test(line)];
    const items = Array.isArray(value) ? itemsOf(value, repeated) : [{ value, repeated }];
    return items.map((item) => ({ ...item, at, isIndented }));
  });
}

/** Item by item, so that an array that was cut off gives what came before the cut. */
function cutArray(text: string, start: number): JsonRecord[] {
  const records: JsonRecord[] = [];
  let at = pastGap(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== ']'; index += 1) {
    const end = pastValue(text, at);
    records.push({ at: `/${index}`, ...parseJson(text.slice(at, end)) });
    at = pastGap(text, end);
  }
  if (at >= text.length && records.at(-1)?.value !== undefined)
    records.push({ at: `/${records.length}`, value: undefined, repeated: NONE });
  const rest = pastGap(text, at + 1);
  if (rest < text.length) records.push({ at: `line ${1 + newlines(text, 0, rest)}`, value: undefined, repeated: NONE });
  return records;
}

function valuesInTurn(text: string, start: number): JsonRecord[] {
  const records: JsonRecord[] = [];
  let line = 1 + newlines(text, 0, start);
  for (let at = start; at < text.length; ) {
    const end = pastValue(text, at);
    records.push({ at: `line ${line}`, ...parseJson(text.slice(at, end)) });
    const next = pastGap(text, end);
    line += newlines(text, at, next);
    at = next;
  }
  return records;
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Past white space and commas. */
function pastGap(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s,]/.test(text[at] ?? '')) at += 1;
  return at;
}

/** Just past the value that starts at `from`; the end of the text where it does not close. */
function pastValue(text: string, from: number): number {
  const first = text[from] ?? '';
  if (first === '"') return pastString(text, from);
  return first === '{' || first === '[' ? pastBrackets(text, from) : pastWord(text, from);
}

function pastBrackets(text: string, from: number): number {
  for (let [at, open] = [from, 0]; at < text.length; ) {
    const character = text[at] ?? '';
    if (character === '{' || character === '[') open += 1;
    if (character === '}' || character === ']') open -= 1;
    at = character === '"' ? pastString(text, at) : at + 1;
    if (open === 0) return at;
  }
  return text.length;
}

/** A number, a literal, or what is no JSON; at least one character of it. */
function pastWord(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at += 1;
  return at;
}
