/** A name as a quoted SQL identifier: `a"b` becomes `"a""b"`. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as an SQL literal: `it's` becomes `'it''s'`. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path as an SQL literal that a table function does not take for a pattern. */
export function pathLiteral(path: string): string {
  return literal(path.replaceAll(/[[*?]/g, (sign) => `[${sign}]`));
}
