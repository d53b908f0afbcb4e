import type { WaterfallChart } from '../core/block.ts';
import { decimal, signed } from '../core/format.ts';
import type { ChartRow, RowChart } from './row-chart.ts';
import type { Theme } from './theme.ts';

/** The share of the axis left free at either end for the value beside the outermost bar, if `text` of it is taken. */
export interface Room {
  /** The width of the plotting area. */
  plot: number;
  /** The widest text beside a bar. */
  text: number;
}

/** A waterfall as rows: the start, one row a step, the end. Start and end are marks, for an axis need not begin at 0. */
export function waterfallRows(chart: WaterfallChart, { colours }: Pick<Theme, 'colours'>, room: Room): RowChart {
  const { start, steps, end, reference, digits } = chart;
  const rows: ChartRow[] = [total(start, digits)];
  let reached = start.value;
  for (const step of steps) {
    const from = reached;
    reached += step.value;
    rows.push({
      label: step.label,
      heading: '',
      strong: false,
      bar: { from, to: reached, colour: step.value < 0 ? colours.down : colours.up },
      whisker: step.error > 0 ? { low: reached - step.error, high: reached + step.error } : null,
      mark: null,
      text: signed(step.value, digits),
      textAt: step.value < 0 ? 'left' : 'right',
      link: reached,
    });
  }
  rows.push({ ...total(end, digits), link: null });
  return {
    axis: chart.axis,
    rows,
    domain: widened(extent(rows, reference.value), room),
    lines: [{ label: `${reference.label} ${decimal(reference.value, digits)}`, value: reference.value, dashed: true }],
    percent: false,
    textRoom: 0,
  };
}

/** The texts that stand beside bars, of which the widest decides the room at the ends of the axis. */
export function waterfallTexts({ start, steps, end, digits }: WaterfallChart): string[] {
  return [
    ...steps.map((step) => signed(step.value, digits)),
    ...[start, end].map(({ value }) => decimal(value, digits)),
  ];
}

function total({ label, value }: { label: string; value: number }, digits: number): ChartRow {
  const mark = { value, shape: 'rhomb' as const };
  const text = decimal(value, digits);
  return { label, heading: '', strong: true, bar: null, whisker: null, mark, text, textAt: 'right', link: value };
}

function extent(rows: readonly ChartRow[], reference: number): [number, number] {
  const values = [reference];
  for (const { bar, whisker, mark } of rows) {
    if (bar !== null) values.push(bar.from, bar.to);
    if (whisker !== null) values.push(whisker.low, whisker.high);
    if (mark !== null) values.push(mark.value);
  }
  return [Math.min(...values), Math.max(...values)];
}

/** The interval with room for a text beyond each end. */
function widened([low, high]: [number, number], { plot, text }: Room): [number, number] {
  const span = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.1;
  const margin = (span * text) / Math.max(plot - 2 * text, plot / 4);
  return [low - margin, high + margin];
}
