/** The width of a text in points. */
export type Measure = (text: string) => number;

const WORDS = / *[^ ]+ *| +/g;
/**
 * Where a word that is wider than a line may be parted: behind the marks that join names, paths and addresses, but not
 * inside a number, of which half would be read as another number.
 */
const JOINTS = /(?<=[/\\._\-:;,=&?@#|+)\]])(?=[^\s])(?!(?<=\d[.,]|\de-)\d)/u;
/** A letter with the marks that combine with it. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu;
const DIGEST = /[0-9a-f]{24,}/gi;
const HEX_GROUP = /.{1,8}/g;
/** No word has one in it. */
const BREAK = '\n';

/**
 * Parts a text into lines no wider than `width`. Nothing is lost: words wider than a line are parted behind a mark that
 * joins, digests into groups of eight digits, all else where the line ends. A line that ends between two words keeps one
 * space, outside its width, so that the words stay two for a reader who hears the page.
 */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  const given = text.split('\n');
  return given.flatMap((line, index) => {
    const lines = breakLine(line, width, measure);
    const last = lines.pop() ?? '';
    return [...lines, index < given.length - 1 && last !== '' ? `${last} ` : last];
  });
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
      lines.push(line.replace(/ +$/, ' '));
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
  return word.split(JOINTS).flatMap((part) => part.replace(DIGEST, hexGroups).split(BREAK));
}

/** A digest with a mark behind every eighth digit but the last. */
function hexGroups(digits: string): string {
  return digits.match(HEX_GROUP)?.join(BREAK) ?? digits;
}
