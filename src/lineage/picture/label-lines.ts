/** Widths of sans-serif letters at size 1, never less than common fonts make them. */
const NARROW = /[ijl.,:;'|!ftr()[\]{} /\\-]/;
const WIDE =
  /[mwMW@%\u2014]|[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|[^\0-\uffff]/u;
const UPPER = /\p{Lu}/u;

/** About how wide a text is drawn, in the unit of the letter's size. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text)
    width += NARROW.test(letter) ? 0.36 : WIDE.test(letter) ? 1.02 : UPPER.test(letter) ? 0.72 : 0.6;
  return width * size;
}

/** A text in lines no wider than `room`, broken after slashes, underscores and spaces where it can be; what is more than `most` lines is cut. */
export function labelLines(text: string, size: number, room: number, most: number): string[] {
  const pieces = text.match(/[^/_ ]*[/_ ]?/g)?.filter((piece) => piece !== '') ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces.flatMap((each) => hardBroken(each, size, room))) {
    if (line !== '' && textWidth(line + piece, size) > room) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  if (line !== '') lines.push(line);
  const trimmed = lines.map((each) => each.trim());
  return trimmed.length <= most
    ? trimmed
    : [...trimmed.slice(0, most - 1), `${(trimmed[most - 1] ?? '').slice(0, -1)}…`];
}

function hardBroken(piece: string, size: number, room: number): string[] {
  if (textWidth(piece, size) <= room) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const letter of piece) {
    if (part !== '' && textWidth(part + letter, size) > room) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
}
