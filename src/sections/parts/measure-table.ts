import type { Block } from '../../core/block.ts';
import { interval, pValue, significant } from '../../core/format.ts';
import type { FurtherAttribute, MeasureDefinition, MeasureRecord } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';

/** More rows than this are in the tables beside the paper. */
const MOST_ROWS = 90;

/** One measure of one group, and its gap to the reference group where there is one. */
interface Line {
  metric: string;
  group: string | null;
  value?: MeasureRecord;
  gap?: MeasureRecord;
}

/** Every measure of an attribute with its interval, or with the reason why there is none. */
export function measureTable(
  words: Words,
  { name, measures }: FurtherAttribute,
  definitions: readonly MeasureDefinition[],
): Block[] {
  const lines = linesOf(measures);
  if (lines.length === 0) return [];
  const titles = new Map(definitions.map(({ metric, title }) => [metric, title]));
  const shown = Math.min(MOST_ROWS, lines.length);
  return [
    {
      kind: 'table',
      id: `measures-${name}`,
      caption: words('measure-table.caption', { attribute: name }),
      columns: [
        textColumn(words('measure-table.column.measure'), 1.7),
        textColumn(words('measure-table.column.group'), 1),
        numberColumn(words('measure-table.column.value'), 1.5),
        numberColumn(words('measure-table.column.gap'), 1.5),
        textColumn(words('measure-table.column.how'), 2),
      ],
      rows: lines
        .slice(0, MOST_ROWS)
        .map(({ metric, group, value, gap }) => [
          titles.get(metric) ?? metric,
          group ?? words('measure-table.all'),
          estimateText(words, value),
          estimateText(words, gap),
          howText(words, [value, gap]),
        ]),
      note: words(lines.length > MOST_ROWS ? 'measure-table.note.more' : 'measure-table.note', {
        shown,
        lines: lines.length,
      }),
    },
  ];
}

function linesOf(measures: readonly MeasureRecord[]): Line[] {
  const lines = new Map<string, Line>();
  for (const record of measures) {
    const key = JSON.stringify([record.metric, record.group]);
    const line = lines.get(key) ?? { metric: record.metric, group: record.group };
    line[record.form] ??= record;
    lines.set(key, line);
  }
  return [...lines.values()];
}

function estimateText(words: Words, record: MeasureRecord | undefined): string {
  if (record === undefined) return '';
  const { value, infinite, low, high } = record;
  if (infinite !== undefined)
    return words(infinite === 'positive' ? 'measure-table.infinite' : 'measure-table.minus-infinite');
  if (value === null || low === null || high === null) return short(value);
  return words('measure-table.estimate', { value: short(value), interval: interval(low, high, short) });
}

function short(value: number | null): string {
  return significant(value, 4);
}

/** How intervals were found, what a test says, what chance alone would give, and why there is no value. */
function howText(words: Words, records: readonly (MeasureRecord | undefined)[]): string {
  const parts = records.flatMap((record) => {
    if (record === undefined) return [];
    const { interval: how, p, test, expectedByChance, because, reason } = record;
    const said = record.value === null && record.infinite === undefined ? [because ?? reason ?? how] : [how];
    if (p !== undefined && p !== null) said.push(words('measure-table.test', { p: pValue(p), test: test ?? '' }));
    if (expectedByChance !== undefined) said.push(words('measure-table.chance', { value: short(expectedByChance) }));
    return said;
  });
  return [...new Set(parts)].join('; ');
}
