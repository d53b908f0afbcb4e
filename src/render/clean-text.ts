/** Control characters, and those that only steer direction, joining or selection: nothing of them can be printed. */
const UNPRINTABLE = /(?!\n)\p{Cc}|\p{Default_Ignorable_Code_Point}/gu;

/**
 * The text as it can be drawn: line ends unified, tabs as spaces, control characters gone, and each character that
 * the font lacks shown as [U+1F600]. A silent box would lose it.
 */
export function cleanText(text: string, covers: (codePoint: number) => boolean): string {
  const plain = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNPRINTABLE, '');
  let clean = '';
  for (const character of plain) {
    const codePoint = character.codePointAt(0) ?? 0;
    clean += character === '\n' || covers(codePoint) ? character : visible(codePoint);
  }
  return clean;
}

function visible(codePoint: number): string {
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}
