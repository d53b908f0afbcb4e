import type { IntervalChart, IntervalRow } from '../core/block.ts';
import { decimal, interval, percentage } from '../core/format.ts';
import type { ChartRow, RowChart } from './row-chart.ts';
import type { Theme } from './theme.ts';

/** The mark of a value differs in shape as well as in place, so that it is told apart in grey print. */
const SHAPES = { reference: 'rhomb', apart: 'ring' } as const;

/** Intervals as rows: a heading for each panel, below it one row a group with its value written out at the right. */
export function intervalRows(chart: IntervalChart, { colours }: Pick<Theme, 'colours'>, textRoom: number): RowChart {
  return {
    axis: chart.axis,
    rows: chart.panels.flatMap(({ title, rows }) => [
      { ...empty, heading: title },
      ...rows.map((row) => intervalRow(row, intervalText(row, chart.percent), colours.band)),
    ]),
    domain: chart.range,
    lines: chart.lines ?? [],
    percent: chart.percent,
    textRoom,
  };
}

/** The texts at the right, of which the widest decides the room there. */
export function intervalTexts({ panels, percent }: IntervalChart): string[] {
  return panels.flatMap(({ rows }) => rows.map((row) => intervalText(row, percent)));
}

const empty: ChartRow = {
  label: '',
  heading: '',
  strong: false,
  bar: null,
  whisker: null,
  mark: null,
  text: '',
  textAt: 'column',
  link: null,
};

function intervalRow({ label, value, low, high, mark }: IntervalRow, text: string, colour: string): ChartRow {
  const known = low !== null && high !== null;
  return {
    ...empty,
    label,
    text,
    bar: known ? { from: low, to: high, colour } : null,
    mark: value === null ? null : { value, shape: mark === undefined ? 'dot' : SHAPES[mark] },
  };
}

function intervalText({ value, low, high }: IntervalRow, percent: boolean): string {
  const write = (number: number | null): string => (percent ? percentage(number) : decimal(number, 3));
  return value === null || low === null || high === null || low === high
    ? write(value)
    : `${write(value)}  (${interval(low, high, write)})`;
}
