import { inflateSync } from 'node:zlib';
import { DossierError } from '../core/error.ts';
import { MEBIBYTE } from './regular-file.ts';

/** Of one file, as it lies in a repository unpacked; code is far smaller. */
export const LARGEST_OBJECT: number = 128 * MEBIBYTE;

const HEADER = 12;
const TRAILER = 20;
const OFFSET_DELTA = 6;
const REFERENCE_DELTA = 7;

/**
 * Refuses a pack that holds more in one object than is unpacked into memory; nothing of it is kept.
 * @throws DossierError input/git-object-too-large
 * @throws Error where it cannot be read
 * @see gitformat-pack(5)
 */
export function assertPackSizes(pack: Uint8Array, fileName: string): void {
  const objects = new DataView(pack.buffer, pack.byteOffset, pack.byteLength).getUint32(8);
  let at = HEADER;
  for (let object = 0; object < objects; object += 1) {
    const [size, start] = sizeAt(pack, at + 1, { size: (pack[at] ?? 0) & 15, scale: 16 }, pack[at] ?? 0);
    if (size > LARGEST_OBJECT) throw tooLarge(fileName);
    const type = ((pack[at] ?? 0) >> 4) & 7;
    const from = type === OFFSET_DELTA ? afterNumber(pack, start) : type === REFERENCE_DELTA ? start + 20 : start;
    const { bytes, read } = inflated(pack.subarray(from, -TRAILER), fileName);
    if ((type === OFFSET_DELTA || type === REFERENCE_DELTA) && madeSize(bytes) > LARGEST_OBJECT)
      throw tooLarge(fileName);
    at = from + read;
  }
}

/** @throws DossierError input/git-object-too-large */
export function inflated(deflated: Uint8Array, fileName: string): { bytes: Uint8Array; read: number } {
  try {
    // The types of Node leave out what `info` returns.
    const { buffer, engine } = inflateSync(deflated, { maxOutputLength: LARGEST_OBJECT, info: true }) as unknown as {
      buffer: Uint8Array;
      engine: { bytesWritten: number };
    };
    return { bytes: buffer, read: engine.bytesWritten };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(fileName) : error;
  }
}

/** Size of what a delta makes: the second of the two numbers that it begins with. */
function madeSize(delta: Uint8Array): number {
  const [size] = sizeAt(delta, afterNumber(delta, 0), { size: 0, scale: 1 }, MORE);
  return size;
}

const MORE = 0x80;

/** A number in groups of seven bits, lowest first, and where it ends; `first` says whether there is any group. */
function sizeAt(
  bytes: Uint8Array,
  from: number,
  given: { size: number; scale: number },
  first: number,
): [number, number] {
  let { size, scale } = given;
  let at = from;
  for (let byte = first; byte & MORE; at += 1) {
    byte = bytes[at] ?? 0;
    size += (byte & 0x7f) * scale;
    scale *= 128;
  }
  return [size, at];
}

function afterNumber(bytes: Uint8Array, from: number): number {
  let at = from;
  while ((bytes[at] ?? 0) & MORE) at += 1;
  return at + 1;
}

function tooLarge(fileName: string): DossierError {
  return new DossierError('input/git-object-too-large', `${fileName} holds an object of more than 128 MiB`, {
    place: { file: fileName },
    hint: 'Give a bundle of the branches that hold the code, without the large file.',
  });
}
