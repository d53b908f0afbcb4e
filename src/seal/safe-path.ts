/** Control characters, and what some file system or shell tool reads as something else than a part of a name. */
const UNSAFE = /[\p{Cc}\p{Surrogate}\p{Zl}\p{Zp}\\:]/u;

const MAX_LENGTH = 1024;

/**
 * Why a path must not enter a dossier, or null when it may: it must be relative, with forward slashes,
 * and name the same place on every system.
 */
export function pathFault(path: string): string | null {
  if (path.length === 0 || path.length > MAX_LENGTH) return 'is empty or too long';
  if (UNSAFE.test(path)) return 'holds a backslash, a colon or a control character';
  if (path.startsWith('/')) return 'is absolute';
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    return 'does not name a file inside';
  return null;
}

/** Paths with the same key are one file on some system that ignores case or composes accents. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** A path for the screen: what would steer a terminal is spelt out. */
export function printablePath(path: string): string {
  return path.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}
