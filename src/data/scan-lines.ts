import { open } from 'node:fs/promises';

/** Where the filled lines of a text file lie. */
export interface ScannedLines {
  /** [lines]: the first byte of each line that holds more than white space. */
  starts: Float64Array<ArrayBuffer>;
  /** [lines]: its number, from 0, all lines counted. */
  numbers: Float64Array<ArrayBuffer>;
  bytes: number;
}

const CHUNK = 4 * 1024 * 1024;
const LINE_FEED = 10;
const SPACES = new Set([9, 10, 13, 32]);

/** Reads a file of any size once: its filled lines and its size, in memory of 16 bytes a line. */
export async function scanLines(realPath: string, signal?: AbortSignal): Promise<ScannedLines> {
  const handle = await open(realPath, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    const lines = lineTable();
    let bytes = 0;
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(chunk, 0, CHUNK);
      if (bytesRead === 0) break;
      const read = chunk.subarray(0, bytesRead);
      lines.scan(read, bytes);
      bytes += bytesRead;
    }
    return { ...lines.table(), bytes };
  } finally {
    await handle.close();
  }
}

interface LineTable {
  scan(chunk: Buffer, from: number): void;
  table(): Pick<ScannedLines, 'starts' | 'numbers'>;
}

function lineTable(): LineTable {
  let [starts, numbers] = [new Float64Array(1024), new Float64Array(1024)];
  let filled = 0;
  let number = 0;
  let start = 0;
  let isBlank = true;
  const keep = (): void => {
    if (filled === starts.length) [starts, numbers] = [grown(starts), grown(numbers)];
    starts[filled] = start;
    numbers[filled] = number;
    filled += 1;
  };
  return {
    scan(chunk, from) {
      for (let at = 0; at < chunk.length; ) {
        const feed = chunk.indexOf(LINE_FEED, at);
        if (isBlank && !isSpace(chunk, at, feed < 0 ? chunk.length : feed)) {
          isBlank = false;
          keep();
        }
        if (feed < 0) return;
        at = feed + 1;
        start = from + at;
        number += 1;
        isBlank = true;
      }
    },
    table: () => ({ starts: starts.slice(0, filled), numbers: numbers.slice(0, filled) }),
  };
}

function isSpace(chunk: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!SPACES.has(chunk[at] as number)) return false;
  return true;
}

function grown(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}
