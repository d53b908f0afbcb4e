import type { Block } from '../../core/block.ts';
import { compact, interval, pValue } from '../../core/format.ts';
import type { FurtherAttribute, MeasureDefinition, MeasureRecord } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';

/** More rows than this are in the tables beside the paper. */
const MOST_ROWS = 120;

/** Every measure of an attribute with its interval, or with the reason why there is none. */
export function measureTable(
  words: Words,
  { name, measures }: FurtherAttribute,
  definitions: readonly MeasureDefinition[],
): Block[] {
  if (measures.length === 0) return [];
  const titles = new Map(definitions.map(({ metric, title }) => [metric, title]));
  const shown = measures.slice(0, MOST_ROWS);
  return [
    {
      kind: 'table',
      id: `measures-${name}`,
      caption: words('measure-table.caption', { attribute: name }),
      columns: [
        textColumn(words('measure-table.column.measure'), 2),
        textColumn(words('measure-table.column.group'), 1.3),
        numberColumn(words('measure-table.column.value'), 1),
        numberColumn(words('measure-table.column.interval'), 1.6),
        textColumn(words('measure-table.column.how'), 1.7),
      ],
      rows: shown.map((record) => [
        words(record.form === 'gap' ? 'measure-table.gap' : 'measure-table.value', {
          measure: titles.get(record.metric) ?? record.metric,
        }),
        record.group ?? words('measure-table.all'),
        valueText(words, record),
        record.low === null || record.high === null
          ? words('measure-table.no-interval')
          : interval(record.low, record.high, compact),
        howText(words, record),
      ]),
      note: words(measures.length > MOST_ROWS ? 'measure-table.note.more' : 'measure-table.note', {
        shown: shown.length,
        measures: measures.length,
      }),
    },
  ];
}

function valueText(words: Words, { value, infinite, because, reason }: MeasureRecord): string {
  if (infinite !== undefined)
    return words(infinite === 'positive' ? 'measure-table.infinite' : 'measure-table.minus-infinite');
  if (value === null) return words('measure-table.not-estimable', { because: because ?? reason ?? '' });
  return compact(value);
}

function howText(words: Words, { interval: how, p, test, expectedByChance }: MeasureRecord): string {
  const parts = [how];
  if (p !== undefined && p !== null) parts.push(words('measure-table.test', { p: pValue(p), test: test ?? '' }));
  if (expectedByChance !== undefined) parts.push(words('measure-table.chance', { value: compact(expectedByChance) }));
  return parts.join('; ');
}
