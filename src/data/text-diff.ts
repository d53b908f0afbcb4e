import { structuredPatch } from 'diff';

/** The difference of two texts, line by line. */
export interface TextDiff {
  added: number;
  removed: number;
  /** A unified diff without file headers, three lines of context; not all of it where `isCut`. */
  lines: string[];
  isCut: boolean;
}

/** Of the search: texts further apart than this are two texts. */
const FURTHEST = 5000;
const LARGEST = 2 ** 20;
/** Of what is kept of a line; notebooks and generated code have lines of a megabyte. */
const LONGEST_LINE = 1000;

/**
 * Compares two texts by lines. Null when they are too large or too far apart to be compared line by line.
 * @see Myers 1986, An O(ND) difference algorithm and its variations, Algorithmica 1
 */
export function textDiff(before: string, after: string, mostLines: number): TextDiff | null {
  if (before.length > LARGEST || after.length > LARGEST) return null;
  const patch = structuredPatch('', '', before, after, undefined, undefined, { context: 3, maxEditLength: FURTHEST });
  if (patch === undefined) return null;
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: own }) => [
    `@@ -${startOf(oldStart, oldLines)},${oldLines} +${startOf(newStart, newLines)},${newLines} @@`,
    ...own,
  ]);
  const signed = (sign: string): number =>
    patch.hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.startsWith(sign)).length, 0);
  return {
    added: signed('+'),
    removed: signed('-'),
    lines: lines.slice(0, mostLines).map(shortened),
    isCut: lines.length > mostLines || lines.some((line) => line.length > LONGEST_LINE),
  };
}

function shortened(line: string): string {
  const rest = line.length - LONGEST_LINE;
  return rest <= 0 ? line : `${line.slice(0, LONGEST_LINE).toWellFormed()} ... ${rest} more characters`;
}

/** The format says before which line, and not at which, where a side of a hunk holds none. */
function startOf(start: number, lines: number): number {
  return lines === 0 ? start - 1 : start;
}
