import type { Block } from '../../core/block.ts';
import { count, decimal, percentage, pValue } from '../../core/format.ts';
import type { FurtherAttribute, PairRecord } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';
import { endsText } from './ends-text.ts';
import { verdictText } from './verdict.ts';

interface PairTable {
  /** The attribute as a reader knows it. */
  label: string;
  /** The most groups that are shown. */
  most: number;
}

/** One row a pair: counts, gap, what a single decision would change, and what a test of this size could see. */
export function pairTable(words: Words, { name, reference, pairs }: FurtherAttribute, shown: PairTable): Block[] {
  if (pairs.length === 0) return [];
  const { label, most } = shown;
  return [
    {
      kind: 'table',
      id: `pairs-${name}`,
      caption: words('pair-table.caption', { attribute: label, reference }),
      columns: [
        textColumn(words('pair-table.column.group'), 1.3),
        numberColumn(words('pair-table.column.counts'), 1.2),
        numberColumn(words('pair-table.column.ratio'), 1.5),
        numberColumn(words('pair-table.column.p'), 1.1),
        numberColumn(words('pair-table.column.shortfall'), 0.7),
        textColumn(words('pair-table.column.flip'), 1.1),
        numberColumn(words('pair-table.column.detectable'), 1),
        numberColumn(words('pair-table.column.parity'), 1.1),
        textColumn(words('pair-table.column.verdict'), 1.1),
      ],
      rows: pairs.slice(0, most).map((pair) => rowOf(words, pair)),
      note: words(pairs.length > most ? 'pair-table.note.more' : 'pair-table.note', {
        shown: Math.min(most, pairs.length),
        pairs: count(pairs.length),
      }),
    },
  ];
}

function rowOf(words: Words, pair: PairRecord): string[] {
  const { counts, flip, equivalenceP } = pair;
  return [
    pair.group,
    words('pair-table.counts', { x: count(counts.x), n: count(counts.n), rate: percentage(rateOf(counts)) }),
    endsText(words, pair.ratio),
    pValue(pair.pHolm),
    count(pair.shortfall),
    flip.fragile ? words('pair-table.fragile', { changes: flip.changes.join(', ') }) : words('pair-table.steady'),
    decimal(pair.minimumDetectableRatio, 3),
    equivalenceP === null ? words('pair-table.no-parity') : pValue(equivalenceP),
    verdictText(words, pair.verdict),
  ];
}

function rateOf({ x, n }: PairRecord['counts']): number | null {
  return n === 0 ? null : x / n;
}
