import { readJsonRecords } from '../data/json-records.ts';

const SIGNATURES: readonly [pattern: RegExp, name: string][] = [
  [/^\s*$/, 'an empty file'],
  [/^PAR1/, 'a Parquet file'],
  [/^PK/, 'a zip archive'],
  [/^%PDF/, 'a PDF file'],
  [/^SQLite format 3/, 'an SQLite database'],
  [/^\s*<(!doctype html|html)/i, 'an HTML page'],
  [/^\s*</, 'XML'],
];

/** What a text looks like, in a few words, for whoever gave the wrong file. */
export function whatIsSeen(text: string): string {
  const known = SIGNATURES.find(([pattern]) => pattern.test(text.slice(0, 1000)));
  if (known !== undefined) return known[1];
  const [first] = readJsonRecords(text).records;
  if (first === undefined) return 'text that is not JSON';
  const keys = Object.keys(first.value).sort().slice(0, 6);
  return `JSON with the keys ${keys.map((key) => key.slice(0, 40)).join(', ') || '(none)'}`;
}
