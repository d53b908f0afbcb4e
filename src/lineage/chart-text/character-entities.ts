const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** Character references of XML and HTML; those that mean no character, and names beyond the usual six, stay as they are. */
export function withoutEntities(text: string, begin: '&' | '#' = '&'): string {
  const pattern =
    begin === '&' ? /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g : /#(?:(\d{1,7})|()([a-z]{2,4}));/g;
  return text.replace(pattern, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}

/** Lines of a label in which markup may stand: tags are left out, and breaks and blocks begin a line. */
export function linesOfMarkup(text: string): string[] {
  const broken = text
    .replace(/<\/?(?:br|div|p|li|tr|h[1-6])\b[^<>]{0,1000}>/gi, '\n')
    .replace(/<\/?[a-zA-Z][^<>]{0,1000}>/g, '');
  return broken.split(/\r?\n|\\n/).map((line) => withoutEntities(line));
}
