import type { Block } from '../../core/block.ts';
import { count, decimal, interval, percentage, points, pValue } from '../../core/format.ts';
import type { FurtherAttribute, PairRecord } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';
import { verdictText } from './verdict.ts';

/** One row a pair: counts, gap, what a single decision would change, and what a test of this size could see. */
export function pairTable(words: Words, { name, reference, pairs }: FurtherAttribute, most: number): Block[] {
  if (pairs.length === 0) return [];
  return [
    {
      kind: 'table',
      id: `pairs-${name}`,
      caption: words('pair-table.caption', { attribute: name, reference }),
      columns: [
        textColumn(words('pair-table.column.group'), 1.4),
        numberColumn(words('pair-table.column.counts'), 1.2),
        numberColumn(words('pair-table.column.difference'), 1.5),
        numberColumn(words('pair-table.column.p'), 1),
        numberColumn(words('pair-table.column.shortfall'), 0.8),
        textColumn(words('pair-table.column.flip'), 1),
        numberColumn(words('pair-table.column.detectable'), 0.9),
        textColumn(words('pair-table.column.verdict'), 1.2),
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
  const { counts, scoreInterval, flip } = pair;
  return [
    pair.group,
    words('pair-table.counts', { x: count(counts.x), n: count(counts.n), rate: percentage(rateOf(counts)) }),
    words('pair-table.difference', {
      difference: points(pair.difference.value),
      interval: interval(scoreInterval.low, scoreInterval.high, points),
    }),
    pValue(pair.pHolm),
    count(pair.shortfall),
    flip.fragile ? words('pair-table.fragile', { changes: flip.changes.join(', ') }) : words('pair-table.steady'),
    decimal(pair.minimumDetectableRatio, 3),
    verdictText(words, pair.verdict),
  ];
}

function rateOf({ x, n }: PairRecord['counts']): number | null {
  return n === 0 ? null : x / n;
}
