import type { Block, TableBlock } from '../../core/block.ts';
import type { CodeDifference, CodeFileChange } from '../../core/evidence.ts';
import { count } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { monoColumn, numberColumn, paragraph, textColumn } from './blocks.ts';

/** More files, and more lines, are in the file beside the paper. */
const MOST_FILES = 20;
const MOST_LINES = 60;

/** What trained beside what scored: a sentence for each pair of runs, the files that differ, and how those of the chain do. */
export function codeDifferences(words: Words, differences: readonly CodeDifference[]): Block[] {
  if (differences.length === 0) return [paragraph(words('code-difference.none'))];
  return differences.flatMap((difference, at) => {
    const isRepeated = differences.slice(0, at).some((other) => isSamePair(other, difference));
    return [
      paragraph(leadOf(words, difference)),
      ...(isRepeated ? [paragraph(words('code-difference.repeated'), 'note')] : changes(words, difference)),
    ];
  });
}

/** Two pairs of runs often come from the same two commits, whose files then differ in the same way. */
function isSamePair(one: CodeDifference, other: CodeDifference): boolean {
  return one.trainedBy.commit === other.trainedBy.commit && one.scoredBy.commit === other.scoredBy.commit;
}

function leadOf(words: Words, { pair, trainedBy, scoredBy, isSameText }: CodeDifference): string {
  const lead = words(pair === 'features' ? 'code-difference.lead.features' : 'code-difference.lead.model', {
    trained: trainedBy.commit.slice(0, 12),
    scored: scoredBy.commit.slice(0, 12),
  });
  const [trained, scored] = [trainedBy.path, scoredBy.path];
  if (trained !== null && scored !== null && trained !== scored) {
    return `${lead} ${words('code-difference.other-files', { trained, scored })}`;
  }
  if (isSameText === null) return lead;
  return `${lead} ${words(isSameText ? 'code-difference.same-text' : 'code-difference.other-text', { path: trainedBy.path ?? '' })}`;
}

function changes(words: Words, difference: CodeDifference): Block[] {
  const { files, filesInAll } = difference;
  if (files === null) return [paragraph(words('code-difference.not-at-hand'), 'note')];
  if (files.length === 0) return [paragraph(words('code-difference.no-file'), 'note')];
  const named = files.filter(({ diff }) => diff.length > 0);
  return [filesTable(words, difference, files, filesInAll), ...named.map((file) => listing(words, difference, file))];
}

function filesTable(
  words: Words,
  { pair }: CodeDifference,
  files: readonly CodeFileChange[],
  inAll: number,
): TableBlock {
  return {
    kind: 'table',
    id: `custody-code-files-${pair}`,
    caption: words('code-difference.files.caption'),
    columns: [
      textColumn(words('code-difference.files.path'), 3),
      textColumn(words('code-difference.files.status')),
      numberColumn(words('code-difference.files.added')),
      numberColumn(words('code-difference.files.removed')),
      textColumn(words('code-difference.files.named'), 1.4),
    ],
    rows: files
      .slice(0, MOST_FILES)
      .map(({ path, status, added, removed, isNamed }) => [
        path,
        words(STATUS[status]),
        added === null ? words('code-difference.files.not-counted') : count(added),
        removed === null ? words('code-difference.files.not-counted') : count(removed),
        words(isNamed ? 'code-difference.files.is-named' : 'code-difference.files.is-not-named'),
      ]),
    note: words('code-difference.files.note', {
      shown: count(Math.min(files.length, MOST_FILES)),
      inAll: count(inAll),
    }),
  };
}

const STATUS: Record<CodeFileChange['status'], string> = {
  added: 'code-difference.added',
  removed: 'code-difference.removed',
  modified: 'code-difference.modified',
};

function listing(words: Words, { pair }: CodeDifference, { path, diff, isCut }: CodeFileChange): TableBlock {
  const isShort = !isCut && diff.length <= MOST_LINES;
  return {
    kind: 'table',
    id: `custody-code-diff-${pair}-${path}`,
    caption: words('code-difference.listing.caption', { path }),
    columns: [monoColumn(words('code-difference.listing.line'))],
    rows: diff.slice(0, MOST_LINES).map((line) => [indented(line)]),
    note: words(isShort ? 'code-difference.listing.note' : 'code-difference.listing.note.cut'),
  };
}

/**
 * Spaces at the start of a line mean something in code, and would be lost in a cell. Signs that cannot be seen, such as
 * a carriage return or a turn of direction, may be all the difference that there is.
 */
function indented(line: string): string {
  return line
    .replace(/^([ +-])([ \t]*)/, (_, sign: string, space: string) =>
      `${sign}${space.replace(/\t/g, '    ')}`.replace(/ /g, '\u00a0'),
    )
    .replace(INVISIBLE, (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

const INVISIBLE = /(?!\t)\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029]/gu;
