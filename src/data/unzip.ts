import { unzipSync } from 'fflate';
import { MAX_UNPACKED_BYTES } from './unpack-text.ts';

/** More members than an export of one system holds; each costs an object. */
const MAX_MEMBERS = 100_000;

/** A file inside an archive. Its name is only ever cited, never opened. */
export interface ZipMember {
  name: string;
  bytes: Uint8Array;
}

/** The members, sorted by name, or why there are none. */
export type Unzipped = { members: ZipMember[] } | { members: null; cause: unknown };

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * The files of a ZIP archive. Sizes are added up as the archive declares them before a member is unpacked, and no member
 * can be larger than it declares, so that a bomb stops at the limit; members that lie over each other count each time.
 * Refused as a whole when a name climbs out of its folder or appears twice: what it means depends on who unpacks it.
 */
export function unzip(bytes: Uint8Array): Unzipped {
  const names = new Set<string>();
  let held = 0;
  const isKept = ({ name, size, originalSize }: { name: string; size: number; originalSize: number }): boolean => {
    held += Math.max(size, originalSize);
    if (!(held <= MAX_UNPACKED_BYTES)) throw new RangeError(`more than ${MAX_UNPACKED_BYTES} bytes`);
    if (names.size >= MAX_MEMBERS) throw new RangeError(`more than ${MAX_MEMBERS} members`);
    if (names.has(name) || !isPlain(name)) throw new RangeError('a name that climbs or appears twice');
    names.add(name);
    return !name.endsWith('/');
  };
  try {
    const unpacked = unzipSync(bytes, { filter: isKept });
    const members = Object.entries(unpacked).map(([name, content]) => ({ name, bytes: content }));
    return { members: members.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  } catch (cause) {
    return { members: null, cause };
  }
}

function isPlain(name: string): boolean {
  const parts = name.split('/');
  return name !== '' && name !== '__proto__' && !name.startsWith('/') && !/[\\\0:]/.test(name) && !parts.includes('..');
}
