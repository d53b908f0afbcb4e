import type { Block } from '../../core/block.ts';
import type { Issue } from '../../core/issue.ts';
import type { Words } from '../../core/words.ts';
import { monoColumn, paragraph, textColumn } from './blocks.ts';
import { sentence } from './sentence.ts';
import { severityName } from './severity.ts';

/** Every break and doubt, with the place that shows it and what would mend it. */
export function breaksTable(words: Words, issues: readonly Issue[]): Block[] {
  if (issues.length === 0) return [paragraph(words('breaks.none'))];
  return [
    {
      kind: 'table',
      id: 'custody-breaks',
      caption: words('breaks.caption'),
      columns: [
        textColumn(words('breaks.column.severity'), 0.7),
        monoColumn(words('breaks.column.code'), 1.2),
        textColumn(words('breaks.column.message'), 2.6),
        textColumn(words('breaks.column.place'), 1.4),
      ],
      rows: issues.map((issue) => [
        severityName(words, issue.severity),
        issue.code,
        [issue.message, openText(words, issue), issue.hint]
          .filter((text) => text !== undefined)
          .map(sentence)
          .join(' '),
        placeText(words, issue),
      ]),
    },
  ];
}

function openText(words: Words, { leavesOpen }: Issue): string | undefined {
  return leavesOpen === undefined ? undefined : words('breaks.leaves-open', { question: leavesOpen });
}

function placeText(words: Words, { place }: Issue): string {
  if (place === undefined) return words('breaks.no-place');
  return place.at === undefined ? place.file : `${place.file}, ${place.at}`;
}
