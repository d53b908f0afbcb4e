import type { Block } from '../../core/block.ts';
import type { HopCompleteness } from '../../core/evidence.ts';
import { count, percentage } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, paragraph, textColumn } from './blocks.ts';

const HOPS: Record<HopCompleteness['hop'], string> = {
  'scoring-run': 'completeness.hop.scoring-run',
  model: 'completeness.hop.model',
  'training-run': 'completeness.hop.training-run',
  'training-data': 'completeness.hop.training-data',
  'feature-code': 'completeness.hop.feature-code',
  sources: 'completeness.hop.sources',
  columns: 'completeness.hop.columns',
};
/** More than these are counted in the share, and listed in the record. */
const MAX_MISSING = 6;

/** How many of the facts that each step needs are held. */
export function completenessTable(words: Words, hops: readonly HopCompleteness[]): Block[] {
  if (hops.length === 0) return [paragraph(words('completeness.none'))];
  return [
    {
      kind: 'table',
      id: 'custody-completeness',
      caption: words('completeness.caption'),
      columns: [
        textColumn(words('completeness.column.hop'), 1.6),
        numberColumn(words('completeness.column.held'), 0.7),
        numberColumn(words('completeness.column.share'), 0.6),
        textColumn(words('completeness.column.missing'), 3),
      ],
      rows: hops.map(({ hop, held, needed, share, missing }) => [
        words(HOPS[hop]),
        words('completeness.held', { held: count(held), needed: count(needed) }),
        percentage(share, 0),
        missingText(words, missing),
      ]),
      note: words('completeness.note'),
    },
  ];
}

function missingText(words: Words, missing: readonly string[]): string {
  if (missing.length === 0) return words('completeness.nothing-missing');
  const more = missing.length > MAX_MISSING ? ['…'] : [];
  return [...missing.slice(0, MAX_MISSING), ...more].join('; ');
}
