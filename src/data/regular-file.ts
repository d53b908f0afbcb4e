import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { DossierError } from '../core/error.ts';

/** Where a file really is, and how the case names it. */
export interface FileLocation {
  /** Relative to the case folder, with forward slashes. */
  path: string;
  /** Absolute, all symbolic links followed. */
  realPath: string;
}

export const MEBIBYTE: number = 1024 * 1024;

/**
 * All bytes of a file.
 * @throws DossierError input/file-too-large beyond maxBytes, input/not-a-file, input/file-unreadable
 */
export function readBytes(location: FileLocation, maxBytes: number): Promise<Uint8Array> {
  return withRegularFile(location, async (handle, size) => {
    if (size > maxBytes) throw tooLarge(location.path, maxBytes);
    const bytes = await take(handle, Math.max(size, 1), maxBytes + 1);
    if (bytes.length > maxBytes) throw tooLarge(location.path, maxBytes);
    return bytes;
  });
}

/** The first bytes of a file, at most `bytes` of them. */
export function readHead(location: FileLocation, bytes: number): Promise<Uint8Array> {
  return withRegularFile(location, (handle) => take(handle, bytes, bytes));
}

/** SHA-256 and size of a file of any size, in bounded memory. */
export function digestBytes(location: FileLocation): Promise<{ sha256: string; bytes: number }> {
  return withRegularFile(location, async (handle) => {
    const hash = createHash('sha256');
    const buffer = new Uint8Array(MEBIBYTE);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  });
}

/** Opened without blocking, because a FIFO would wait for its writer for ever; only then is the kind certain. */
async function withRegularFile<T>(
  location: FileLocation,
  work: (handle: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  const handle = await openAnything(location);
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw notAFile(location.path);
    return await work(handle, status.size);
  } catch (error) {
    throw error instanceof DossierError ? error : unreadable(location.path, error);
  } finally {
    await handle.close();
  }
}

async function openAnything({ path, realPath }: FileLocation): Promise<FileHandle> {
  try {
    return await open(realPath, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    // A socket cannot be opened at all.
    throw (error as NodeJS.ErrnoException).code === 'ENXIO' ? notAFile(path) : unreadable(path, error);
  }
}

async function take(handle: FileHandle, expected: number, most: number): Promise<Uint8Array> {
  let bytes = new Uint8Array(Math.min(expected, most));
  let length = 0;
  while (length < most) {
    if (length === bytes.length) bytes = grown(bytes, most);
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

function grown(bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(Math.max(bytes.length * 2, 4096), most));
  larger.set(bytes);
  return larger;
}

function tooLarge(path: string, maxBytes: number): DossierError {
  return new DossierError('input/file-too-large', `${path} is larger than ${maxBytes} bytes`, {
    place: { file: path },
    hint: 'Check that this is the file that you meant.',
  });
}

export function notAFile(path: string): DossierError {
  return new DossierError('input/not-a-file', `${path} is not a regular file`, {
    place: { file: path },
    hint: 'Name a file, not a folder, a pipe or a device.',
  });
}

function unreadable(path: string, cause: unknown): DossierError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown fault';
  return new DossierError('input/file-unreadable', `${path} cannot be read (${code})`, {
    place: { file: path },
    hint: 'Check the permissions of the file.',
    cause,
  });
}
