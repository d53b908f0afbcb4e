import { assertPaths, byPath } from './entry.ts';
import { SEAL } from './seal-paths.ts';
import { malformed } from './shape.ts';

/**
 * The text that `sha256sum -c SHA256SUMS` reads: a digest, two spaces and a path on each line, in the order of
 * the paths. No path of a dossier holds a backslash or a line feed, so none needs the escapes of that tool.
 */
export function sha256sums(files: readonly { path: string; sha256: string }[]): string {
  return [...files]
    .sort(byPath)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
}

/**
 * Reads SHA256SUMS: path to digest.
 * @throws DossierError seal/malformed for any line that we would not write
 */
export function readSha256sums(bytes: Uint8Array): Map<string, string> {
  const file = SEAL.checksums;
  const text = Buffer.from(bytes).toString('utf8');
  const lines = text.split('\n').slice(0, -1);
  const files = lines.map((line, index) => {
    const [, sha256, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 === undefined || path === undefined) throw malformed(file, `line ${index + 1} is not "digest  path"`);
    return { path, sha256 };
  });
  assertPaths(
    files.map(({ path }) => path),
    file,
  );
  if (!Buffer.from(sha256sums(files)).equals(bytes)) throw malformed(file, 'it is cut short or not in order');
  return new Map(files.map(({ path, sha256 }) => [path, sha256]));
}
