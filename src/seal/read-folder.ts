import type { VerifyCheck } from '../core/answers.ts';
import { sha256Hex } from '../core/sha256.ts';
import { pathFault, printablePath } from './safe-path.ts';

/** A folder as handed in: the paths of its files, relative and with forward slashes, and their bytes. */
export interface FolderReader {
  list(): Promise<string[]>;
  read(path: string): Promise<Uint8Array>;
}

interface FolderFile {
  sha256: string;
  size: number;
  /** Null for files that nobody looks into. */
  content: Uint8Array | null;
}

export interface Folder {
  files: ReadonlyMap<string, FolderFile>;
  /** Listed, but not read: the name is unsafe or the file unreadable. A failed check says which. */
  unread: ReadonlySet<string>;
  checks: VerifyCheck[];
}

const MAX_FILES = 100_000;

/** No record comes near; beyond it a hostile file would only cost memory. */
const MAX_CONTENT_BYTES = 128 * 1024 * 1024;

/** Reads a folder that may be hostile: no path that leads elsewhere is ever handed to the reader. */
export async function readFolder(reader: FolderReader, wanted: ReadonlySet<string>): Promise<Folder> {
  const files = new Map<string, FolderFile>();
  const unread = new Set<string>();
  const checks: VerifyCheck[] = [];
  const reject = (path: string, name: string, message: string): void => {
    unread.add(path);
    checks.push({ name, ok: false, file: printablePath(path), message });
  };
  const paths = [...(await reader.list())].sort();
  if (paths.length > MAX_FILES) {
    return {
      files,
      unread,
      checks: [{ name: 'file-name', ok: false, message: `it holds more than ${MAX_FILES} files` }],
    };
  }
  for (const path of paths) {
    const fault = pathFault(path) ?? (files.has(path) ? 'is listed twice' : null);
    if (fault !== null) reject(path, 'file-name', `the name ${fault}`);
    else {
      const read = await readFile(reader, path, wanted.has(path));
      if ('fault' in read) reject(path, 'readable', read.fault);
      else files.set(path, read);
    }
  }
  if (checks.length === 0) checks.push({ name: 'file-name', ok: true });
  return { files, unread, checks };
}

async function readFile(reader: FolderReader, path: string, keep: boolean): Promise<FolderFile | { fault: string }> {
  try {
    const bytes = await reader.read(path);
    if (keep && bytes.length > MAX_CONTENT_BYTES) return { fault: 'it is too large to be what its name says' };
    return { sha256: sha256Hex(bytes), size: bytes.length, content: keep ? bytes : null };
  } catch (error) {
    return { fault: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
