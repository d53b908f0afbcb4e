const ESCAPE = '\\u001b';
/** The colours that we paint with, or a character that acts on a terminal instead of standing on it. */
const COLOUR_OR_UNPRINTABLE = new RegExp(
  `${ESCAPE}\\[(?:3[0-9]|1|2|22)m|(?!\\n)\\p{Cc}|\\p{Default_Ignorable_Code_Point}`,
  'gu',
);

/** Text as it may stand on a screen: what a file holds must not move the cursor, hide words or turn them round. */
export function printable(text: string): string {
  return text.replace(COLOUR_OR_UNPRINTABLE, (found) =>
    found.length > 2 ? found : `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
