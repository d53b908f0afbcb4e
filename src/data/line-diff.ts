/** Lines of a unified diff, without file headers, and how many lines were added and removed in all. */
export interface LineDiff {
  added: number;
  removed: number;
  lines: string[];
  /** True when there are more lines than were asked for, or too many differences to be told apart. */
  isCut: boolean;
}

const CONTEXT = 3;
/** Of the search for the shortest script; two texts further apart than this are two texts. */
const MAX_DISTANCE = 2000;

interface Edit {
  sign: ' ' | '-' | '+';
  text: string;
  /** Lines before it in either text. */
  one: number;
  other: number;
}

/**
 * The shortest script that makes one text of another, line by line, as a unified diff with three lines of context.
 *
 * @param maxLines - of the answer
 * @see Myers 1986, "An O(ND) difference algorithm and its variations", Algorithmica 1, section 4a
 */
export function lineDiff(one: string, other: string, maxLines: number): LineDiff {
  const [before, after] = [linesOf(one), linesOf(other)];
  const edits = shortestScript(before, after);
  if (edits === null) return { added: after.length, removed: before.length, lines: [], isCut: true };
  const lines = hunks(edits).flatMap(hunkLines);
  return {
    added: edits.filter(({ sign }) => sign === '+').length,
    removed: edits.filter(({ sign }) => sign === '-').length,
    lines: lines.slice(0, maxLines),
    isCut: lines.length > maxLines,
  };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Null when the texts are further apart than is searched. */
function shortestScript(before: readonly string[], after: readonly string[]): Edit[] | null {
  const furthest = new Map<number, number>([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let distance = 0; distance <= Math.min(before.length + after.length, MAX_DISTANCE); distance += 1) {
    trail.push(new Map(furthest));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = startOf(furthest, diagonal, distance);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return scriptAlong(trail, before, after);
    }
  }
  return null;
}

/** Where a path on a diagonal begins: below the longer of its two neighbours. */
function startOf(furthest: ReadonlyMap<number, number>, diagonal: number, distance: number): number {
  return isDown(furthest, diagonal, distance)
    ? (furthest.get(diagonal + 1) ?? 0)
    : (furthest.get(diagonal - 1) ?? 0) + 1;
}

function isDown(furthest: ReadonlyMap<number, number>, diagonal: number, distance: number): boolean {
  if (diagonal === -distance) return true;
  return diagonal !== distance && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

function scriptAlong(
  trail: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [before.length, after.length];
  for (let distance = trail.length - 1; distance >= 0; distance -= 1) {
    const furthest = trail[distance] ?? new Map<number, number>();
    const down = isDown(furthest, x - y, distance);
    const from = distance === 0 ? 0 : (furthest.get(x - y + (down ? 1 : -1)) ?? 0);
    const fromY = distance === 0 ? 0 : from - (x - y + (down ? 1 : -1));
    while (x > from && y > fromY) {
      x -= 1;
      y -= 1;
      edits.push({ sign: ' ', text: before[x] ?? '', one: x, other: y });
    }
    if (distance === 0) break;
    if (down) y -= 1;
    else x -= 1;
    edits.push(
      down
        ? { sign: '+', text: after[y] ?? '', one: x, other: y }
        : { sign: '-', text: before[x] ?? '', one: x, other: y },
    );
  }
  return edits.reverse();
}

/** Changes with what stands around them; changes that lie near each other share a hunk. */
function hunks(edits: readonly Edit[]): Edit[][] {
  const changed = edits.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const found: [from: number, to: number][] = [];
  for (const index of changed) {
    const last = found.at(-1);
    const [from, to] = [Math.max(0, index - CONTEXT), Math.min(edits.length, index + CONTEXT + 1)];
    if (last !== undefined && from <= last[1]) last[1] = to;
    else found.push([from, to]);
  }
  return found.map(([from, to]) => edits.slice(from, to));
}

function hunkLines(hunk: readonly Edit[]): string[] {
  const [first] = hunk;
  const range = (sign: '-' | '+', start: number): string => {
    const length = hunk.filter((edit) => edit.sign === ' ' || edit.sign === sign).length;
    return `${sign}${length === 0 ? start : start + 1}${length === 1 ? '' : `,${length}`}`;
  };
  const head = `@@ ${range('-', first?.one ?? 0)} ${range('+', first?.other ?? 0)} @@`;
  return [head, ...hunk.map(({ sign, text }) => `${sign}${text}`)];
}
