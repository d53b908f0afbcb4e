// Hebrew, Arabic, Syriac, Thaana, N'Ko, and the presentation forms of Hebrew and Arabic.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Words from right to left, numbers, other letters with their marks, and single characters of any other kind. */
const RUNS =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+|[0-9]+(?:[.,:/-][0-9]+)*|(?:[^\P{L}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]\p{M}*)+|[\s\S]/gu;
const LETTER = /^\p{L}/u;
const MIRRORED: Record<string, string> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
};

/**
 * The parts of a line in the order in which they stand on paper, from left to right. Text from right to left inside a
 * line from left to right is turned about, digits in it are not: the rules of Unicode's bidirectional algorithm (UAX 9)
 * for such lines without explicit marks.
 */
export function visualRuns(line: string): string[] {
  if (!RIGHT_TO_LEFT.test(line)) return [line];
  const runs = line.match(RUNS) ?? [];
  const ordered: string[] = [];
  let plain = '';
  let next = 0;
  while (next < runs.length) {
    if (!isRightToLeft(runs[next])) {
      plain += runs[next];
      next += 1;
      continue;
    }
    const end = endOfTurned(runs, next);
    const turned = runs.slice(next, end).reverse();
    ordered.push(plain, ...turned.map((run) => MIRRORED[run] ?? run));
    plain = '';
    next = end;
  }
  return [...ordered, plain].filter((run) => run !== '');
}

/** One past the last run from right to left that no letter of the other direction parts from the first. */
function endOfTurned(runs: readonly string[], first: number): number {
  let end = first + 1;
  for (let at = end; at < runs.length; at += 1) {
    if (isRightToLeft(runs[at])) end = at + 1;
    else if (LETTER.test(runs[at] ?? '')) break;
  }
  return end;
}

function isRightToLeft(run: string | undefined): boolean {
  return run !== undefined && RIGHT_TO_LEFT.test(run);
}
