import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the system of the user keeps what may be removed at any time (XDG Base Directory Specification). */
export function cacheFolder(): string {
  const named = process.env['XDG_CACHE_HOME'];
  return join(named === undefined || named === '' ? join(homedir(), '.cache') : named, 'dossier');
}
