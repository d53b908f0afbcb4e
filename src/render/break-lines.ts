/** The width of a text in points. */
export type Measure = (text: string) => number;

const WORDS = / *[^ ]+ *| +/g;
/** Where a word that is wider than a line may be parted: behind the marks that join names, paths and addresses. */
const JOINTS = /(?<=[/\\._\-:;,=&?@#|+)\]])(?=[^\s])/u;
/** A letter with the marks that combine with it. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu;
const HEX = /^[0-9a-f]{24,}$/i;
const HEX_GROUP = 8;

/**
 * Parts a text into lines no wider than `width`. Nothing is lost: the lines differ from the text only by the spaces
 * at their ends. Words wider than a line are parted behind a mark that joins, digests into groups of eight digits,
 * all else where the line ends.
 */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((line) => breakLine(line, width, measure));
}

/** The widest part of a text that no line end divides gladly. */
export function widestPart(text: string, measure: Measure): number {
  const parts = text.split(/\s+/).flatMap((word) => partsOf(word));
  return parts.reduce((widest, part) => Math.max(widest, measure(part)), 0);
}

function breakLine(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const add = (piece: string): void => {
    if (line !== '' && used + measure(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    line += piece;
    used += measure(piece);
  };
  for (const word of text.match(WORDS) ?? []) {
    for (const piece of fitting(word, width, measure)) add(piece);
  }
  lines.push(line.trimEnd());
  return lines;
}

/** The word itself, or pieces of it of which each fits into a line. */
function fitting(word: string, width: number, measure: Measure): string[] {
  const fits = (piece: string): boolean => measure(piece.trimEnd()) <= width;
  if (fits(word)) return [word];
  return partsOf(word).flatMap((part) => (fits(part) ? [part] : (part.match(LETTERS) ?? [])));
}

function partsOf(word: string): string[] {
  return word.split(JOINTS).flatMap((part) => (HEX.test(part.trim()) ? hexGroups(part) : [part]));
}

function hexGroups(digits: string): string[] {
  const groups: string[] = [];
  for (let start = 0; start < digits.length; start += HEX_GROUP) groups.push(digits.slice(start, start + HEX_GROUP));
  return groups;
}
