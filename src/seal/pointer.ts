/** A JSON pointer (RFC 6901), or "the top" for the whole value. */
export function pointer(path: readonly (string | number)[]): string {
  if (path.length === 0) return 'the top';
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
