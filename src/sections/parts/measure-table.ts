import type { Block } from '../../core/block.ts';
import { interval, pValue, significant } from '../../core/format.ts';
import type { MeasureDefinition, MeasureRecord } from '../../core/measures.ts';
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

interface MeasureTable {
  id: string;
  caption: string;
  definitions: readonly MeasureDefinition[];
}

/** Every measure with its interval, or with the reason why there is none. */
export function measureTable(words: Words, measures: readonly MeasureRecord[], table: MeasureTable): Block[] {
  const lines = linesOf(measures);
  if (lines.length === 0) return [];
  const titles = new Map(table.definitions.map(({ metric, title }) => [metric, title]));
  const shown = Math.min(MOST_ROWS, lines.length);
  return [
    {
      kind: 'table',
      ...{ id: table.id, caption: table.caption },
      columns: [
        textColumn(words('measure-table.column.measure'), 1.6),
        textColumn(words('measure-table.column.group'), 0.8),
        numberColumn(words('measure-table.column.value'), 0.9),
        numberColumn(words('measure-table.column.interval'), 1.5),
        numberColumn(words('measure-table.column.gap'), 1),
        numberColumn(words('measure-table.column.interval'), 1.5),
        textColumn(words('measure-table.column.remark'), 1.8),
      ],
      rows: lines
        .slice(0, MOST_ROWS)
        .map(({ metric, group, value, gap }) => [
          titles.get(metric) ?? metric,
          group ?? words('measure-table.all'),
          ...estimate(words, value),
          ...estimate(words, gap),
          remark(words, [value, gap]),
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

/** The value and its interval, each in a column; both empty where nothing was to be estimated. */
function estimate(words: Words, record: MeasureRecord | undefined): [value: string, interval: string] {
  if (record === undefined) return ['', ''];
  const { value, infinite, low, high } = record;
  if (infinite !== undefined)
    return [words(infinite === 'positive' ? 'measure-table.infinite' : 'measure-table.minus-infinite'), ''];
  return [short(value), low === null || high === null ? '' : interval(low, high, short)];
}

function short(value: number | null): string {
  return significant(value, 3);
}

/** How most intervals are found; the note says so once. */
const USUAL = 'BCa bootstrap';

/** Why there is no value or how the interval was found, what a test says, and what chance alone would give. */
function remark(words: Words, records: readonly (MeasureRecord | undefined)[]): string {
  const parts = records.flatMap((record) => {
    if (record === undefined) return [];
    const { p, test, expectedByChance } = record;
    const said = found(record);
    if (isOutside(record)) said.push(words('measure-table.outside'));
    if (p !== undefined && p !== null) said.push(words('measure-table.test', { p: pValue(p), test: test ?? '' }));
    if (expectedByChance !== undefined) said.push(words('measure-table.chance', { value: short(expectedByChance) }));
    return said;
  });
  return [...new Set(parts)].join('; ');
}

function found({ value, interval: how, because, reason }: MeasureRecord): string[] {
  if (value === null) return [because ?? reason ?? how];
  return how.startsWith(USUAL) ? [] : [how];
}

/** True of measures that resampling pushes upwards so far that the corrected interval lies below the value itself. */
function isOutside({ value, low, high }: MeasureRecord): boolean {
  return value !== null && low !== null && high !== null && (value < low || value > high);
}
