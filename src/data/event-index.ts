import { mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { DossierError } from '../core/error.ts';
import type { FileDigest } from '../core/evidence.ts';
import { sha256Hex } from '../core/sha256.ts';
import { columnSources } from './column-sources.ts';
import { type EventLines, type EventSeeds, followEvents, namingLines } from './event-closure.ts';
import { LONGEST_LINE, writeEventTables } from './event-table.ts';
import { makeFolder } from './make-folder.ts';
import { digestBytes, type FileLocation } from './regular-file.ts';
import { type ScannedLines, scanLines } from './scan-lines.ts';

/** What an index gives for one question. */
export interface EventExtract {
  /**
   * The file with only those lines that can bear on the answer, every other one empty, so that lines keep their numbers.
   * White space stands for them: it is one byte a line.
   */
  bytes: Uint8Array;
  /** Events on the same data sets that were left out because there are too many. */
  leftOut: number;
}

/** An index of lineage events in a file that is too large to be read whole. */
export interface EventIndex {
  /** The newest time of any event, as the event writes it; null when none has one. */
  newest: string | null;
  /** SHA-256 of the whole file; computed once and kept with the index. */
  digest(): Promise<FileDigest>;
  /** @throws DossierError analysis/chain-too-wide, input/file-changed */
  extract(seeds: EventSeeds): Promise<EventExtract>;
  close(): void;
}

/** The layout of an index; another layout is another file. */
const LAYOUT = 4;
/** As much as is read of a file in one piece, too. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Opens the index of a file of one OpenLineage event a line, and makes it first where there is none for this very file:
 * of this place, size, time and inode. An index holds hashes and places, no names; it may be removed at any time.
 *
 * @param cache - the folder that holds indexes; it comes into being
 * @throws DossierError input/lineage-unreadable
 */
export async function openEventIndex(location: FileLocation, cache: string, signal?: AbortSignal): Promise<EventIndex> {
  const stamp = await stampOf(location);
  const place = join(cache, `events-${sha256Hex(stamp).slice(0, 32)}`);
  await makeFolder(cache, 0o700);
  const kept = await openKept(place).catch(() => null);
  if (kept === null) await build(location, place, signal);
  const { lines, newest, instance, connection } = kept ?? (await openKept(place));
  return {
    newest,
    digest: () => keptDigest(location, place),
    async extract(seeds) {
      const found = await followEvents(connection, seeds);
      assertNarrow(found.own, lines);
      const sources = columnSources(await linesOf(location, lines, found.own));
      const own = [...found.own, ...(await namingLines(connection, sources))];
      const { taken, leftOut } = withinBounds({ ...found, own }, lines);
      const bytes = await linesOf(location, lines, taken);
      if ((await stampOf(location)) !== stamp) throw changed(location);
      return { bytes, leftOut };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

type Lines = Pick<ScannedLines, 'starts' | 'numbers' | 'bytes'>;

interface Kept {
  lines: Lines;
  newest: string | null;
  instance: DuckDBInstance;
  connection: DuckDBConnection;
}

/** Throws where there is no index, or a broken one. */
async function openKept(place: string): Promise<Kept> {
  const { newest, bytes } = JSON.parse(await readFile(`${place}.json`, 'utf8')) as Summary;
  const lines = { ...(await readLines(place)), bytes };
  const instance = await DuckDBInstance.create(`${place}.duckdb`, {
    ...{ memory_limit: '384MB', threads: '2', access_mode: 'READ_ONLY' },
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return { lines, newest, instance, connection };
}

async function stampOf({ realPath }: FileLocation): Promise<string> {
  const { size, mtimeMs, ctimeMs, ino, dev } = await stat(realPath);
  return JSON.stringify([LAYOUT, realPath, size, mtimeMs, ctimeMs, ino, dev]);
}

type Summary = Pick<ScannedLines, 'bytes'> & { newest: string | null };
/** Written aside; the small file that vouches for the others comes last. */
async function build(location: FileLocation, place: string, signal?: AbortSignal): Promise<void> {
  const aside = await mkdtemp(`${place}-`);
  try {
    const projecting = writeEventTables(location, join(aside, 'duckdb')).catch((cause: unknown) => {
      throw unreadable(location, cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '', cause);
    });
    const [scanned, tables] = await Promise.allSettled([scanLines(location.realPath, signal), projecting]);
    if (scanned.status === 'rejected') throw scanned.reason;
    if (tables.status === 'rejected') throw tables.reason;
    assertLines(location, scanned.value, tables.value.lines);
    const { starts, numbers, bytes } = scanned.value;
    const summary: Summary = { newest: tables.value.newest, bytes };
    await writeFile(join(aside, 'lines'), Buffer.concat([bytesOf(starts), bytesOf(numbers)]));
    await writeFile(join(aside, 'json'), JSON.stringify(summary));
    for (const part of ['duckdb', 'lines', 'json']) await rename(join(aside, part), `${place}.${part}`);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function assertLines(location: FileLocation, scanned: ScannedLines, projected: number): void {
  const { starts } = scanned;
  const longest = starts.reduce((most, _, line) => Math.max(most, lengthOf(scanned, line)), 0);
  if (longest > LONGEST_LINE) throw unreadable(location, `a line is longer than ${LONGEST_LINE} bytes`);
  if (starts.length !== projected) throw unreadable(location, 'its lines end by other signs than \\n');
}

async function keptDigest(location: FileLocation, place: string): Promise<FileDigest> {
  const known = await readFile(`${place}.sha256`, 'utf8').catch(() => null);
  if (known !== null) return { path: location.path, ...(JSON.parse(known) as Omit<FileDigest, 'path'>) };
  const found = await digestBytes(location);
  const aside = await mkdtemp(`${place}-`);
  await writeFile(join(aside, 'sha256'), JSON.stringify(found));
  await rename(join(aside, 'sha256'), `${place}.sha256`);
  await rm(aside, { recursive: true, force: true });
  return { path: location.path, ...found };
}

async function readLines(place: string): Promise<Pick<ScannedLines, 'starts' | 'numbers'>> {
  const raw = await readFile(`${place}.lines`);
  const all = new Float64Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  return { starts: all.subarray(0, all.length / 2), numbers: all.subarray(all.length / 2) };
}

/** All that the answer rests on, and of the rest the newest lines that still fit. */
function withinBounds({ own, beside, faulty }: EventLines, lines: Lines): { taken: number[]; leftOut: number } {
  const taken = new Set(own);
  let room = MOST_BYTES - sizeOf(own, lines);
  for (const line of [...faulty, ...[...beside].reverse()]) {
    if (taken.has(line) || lengthOf(lines, line) > room) continue;
    room -= lengthOf(lines, line);
    taken.add(line);
  }
  const leftOut = beside.filter((line) => !taken.has(line)).length;
  return { taken: [...taken].sort((a, b) => a - b), leftOut };
}

function assertNarrow(own: readonly number[], lines: Lines): void {
  if (sizeOf(own, lines) > MOST_BYTES) throw tooWide();
}

function sizeOf(taken: readonly number[], lines: Lines): number {
  return taken.reduce((sum, line) => sum + lengthOf(lines, line), 0);
}

/** A filled line with its end, and the blank ones behind it. */
function lengthOf({ starts, bytes }: Lines, line: number): number {
  return (starts[line + 1] ?? bytes) - (starts[line] ?? bytes);
}

/** The wanted lines at their places. */
async function linesOf({ realPath }: FileLocation, lines: Lines, taken: readonly number[]): Promise<Uint8Array> {
  const handle = await open(realPath, 'r');
  try {
    const parts: Uint8Array[] = [];
    let next = 0;
    for (const line of taken) {
      const number = lines.numbers[line] ?? 0;
      const bytes = Buffer.alloc(lengthOf(lines, line));
      await handle.read(bytes, 0, bytes.length, lines.starts[line]);
      parts.push(Buffer.alloc(number - next, '\n'), bytes);
      next = lines.numbers[line + 1] ?? 0;
    }
    return Buffer.concat(parts);
  } finally {
    await handle.close();
  }
}

function unreadable({ path }: FileLocation, what: string, cause?: unknown): DossierError {
  return new DossierError('input/lineage-unreadable', `${path} cannot be indexed: ${what}`, {
    place: { file: path },
    hint: 'Export it again, as one OpenLineage event a line.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function changed({ path }: FileLocation): DossierError {
  return new DossierError('input/file-changed', `${path} changed while it was being read`, {
    place: { file: path },
    hint: 'Run again when nothing writes into the case folder.',
  });
}

function tooWide(): DossierError {
  return new DossierError(
    'analysis/chain-too-wide',
    `more than ${MOST_BYTES} bytes of events lie behind the prediction`,
    {
      hint: 'Export the lineage of the one pipeline that made the model.',
    },
  );
}
