import { DossierError } from '../core/error.ts';
import type { HistoryEntry } from '../core/history.ts';
import { sha256Hex } from '../core/sha256.ts';
import { canonicalJson } from './canonical-json.ts';

/** The digest before the first line. */
const BEFORE = '0'.repeat(64);

/** A history that was read and whose chain holds. */
export interface History {
  entries: HistoryEntry[];
  /** Of the last line; 64 zeros for an empty history. */
  lastSha256: string;
}

/**
 * Reads a history and checks its chain: each line is canonical, numbered one after the other, and names the digest of the
 * line before it. A changed, moved or removed line is found, but for the last ones cut off, which only a copy shows.
 * @param file - the path to name
 * @throws DossierError seal/history-broken
 */
export function readHistory(text: string, file: string): History {
  const entries: HistoryEntry[] = [];
  let lastSha256 = BEFORE;
  for (let start = 0; start < text.length; ) {
    const number = entries.length + 1;
    const end = text.indexOf('\n', start);
    if (end < 0) throw broken(file, number, 'it does not end: the file was cut off');
    const line = text.slice(start, end);
    const entry = readLine(line, file, number);
    if (entry.sequence !== number) throw broken(file, number, `it calls itself number ${String(entry.sequence)}`);
    if (entry.previousSha256 !== lastSha256) throw broken(file, number, 'the line before it is not the one it names');
    entries.push(entry);
    lastSha256 = sha256Hex(line);
    start = end + 1;
  }
  return { entries, lastSha256 };
}

/** The line that follows, with its line feed, and its digest. */
export function nextLine(
  { entries, lastSha256 }: History,
  entry: Omit<HistoryEntry, 'schema' | 'sequence' | 'previousSha256'>,
): { entry: HistoryEntry; line: string; sha256: string } {
  const next: HistoryEntry = {
    schema: 'dossier.history/1',
    sequence: entries.length + 1,
    previousSha256: lastSha256,
    ...entry,
  };
  const line = canonicalJson(next);
  return { entry: next, line, sha256: sha256Hex(line.trimEnd()) };
}

function readLine(line: string, file: string, number: number): HistoryEntry {
  const { value, text } = parsed(line, file, number);
  if (typeof value !== 'object' || value === null) throw broken(file, number, 'it is no entry');
  const entry = value as HistoryEntry;
  if (entry.schema !== 'dossier.history/1') throw broken(file, number, 'it is no entry of a history');
  if (text !== `${line}\n`) throw broken(file, number, 'it was changed: it is not as we write it');
  return entry;
}

/** What a line holds, and the text that we would write for it. */
function parsed(line: string, file: string, number: number): { value: unknown; text: string } {
  try {
    const value: unknown = JSON.parse(line);
    return { value, text: canonicalJson(value) };
  } catch (cause) {
    throw broken(file, number, 'it is no JSON as we write it', cause);
  }
}

function broken(file: string, line: number, what: string, cause?: unknown): DossierError {
  return new DossierError('seal/history-broken', `line ${line} of ${file} cannot be trusted: ${what}`, {
    place: { file, at: `line ${line}` },
    hint: 'Put back an unchanged copy of the history, or begin a new one with --history.',
    ...(cause === undefined ? {} : { cause }),
  });
}
