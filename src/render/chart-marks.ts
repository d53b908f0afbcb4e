import type { Chart, Plugin } from 'chart.js';
import { type Canvas, stroke, trace } from './canvas.ts';
import { CHART_FAMILY } from './chart-image.ts';
import type { ChartRow, RowChart } from './row-chart.ts';
import type { Theme } from './theme.ts';

/** Where things lie on the canvas, in points. */
interface Plot {
  canvas: Canvas;
  theme: Theme;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** The right edge of the picture. */
  edge: number;
  x: (value: number) => number;
  y: (row: number) => number;
}

const CAP = 3;
const TEXT_GAP = 4;
/** A heading stands nearer to the rows below it than to those above. */
const HEADING_DROP = 2.5;
const FULL_TURN = 2 * Math.PI;

/** Draws what chart.js has no element for: links between rows, whiskers, marks, values in text, the reference line. */
export function chartMarks(chart: RowChart, theme: Theme): Plugin {
  return {
    id: 'marks',
    beforeDatasetsDraw(drawn): void {
      const plot = plotOf(drawn, theme);
      chart.rows.slice(0, -1).forEach((row, index) => {
        drawLink(plot, row, index);
      });
      drawLines(plot, chart.lines);
    },
    afterDatasetsDraw(drawn): void {
      const plot = plotOf(drawn, theme);
      chart.rows.forEach((row, index) => {
        drawHeading(plot, row, index);
        drawText(plot, row, index);
        drawWhisker(plot, row, index);
        drawMark(plot, row, index);
      });
    },
  };
}

function plotOf(drawn: Chart, theme: Theme): Plot {
  const { chartArea, scales, width } = drawn;
  return {
    canvas: drawn.ctx as unknown as Canvas,
    theme,
    left: chartArea.left,
    right: chartArea.right,
    top: chartArea.top,
    bottom: chartArea.bottom,
    edge: width,
    x: (value) => scales['x']?.getPixelForValue(value) ?? 0,
    y: (row) => scales['y']?.getPixelForValue(row) ?? 0,
  };
}

/** A heading may run on over the plotting area. */
function drawHeading({ canvas, theme, y }: Plot, { heading }: ChartRow, row: number): void {
  if (heading === '') return;
  canvas.font = `${theme.sizes.chart}px ${CHART_FAMILY.bold}`;
  canvas.fillStyle = theme.colours.ink;
  canvas.textAlign = 'left';
  canvas.textBaseline = 'middle';
  canvas.fillText(heading, 0, y(row) + HEADING_DROP);
}

function drawLink({ canvas, theme, x, y }: Plot, { link }: ChartRow, row: number): void {
  if (link === null) return;
  stroke(canvas, { colour: theme.colours.muted, width: 0.5 }, [x(link), y(row)], [x(link), y(row + 1)]);
}

/** Lines across all rows. Where two lie close together the label of the second gives way to the right. */
function drawLines(plot: Plot, lines: RowChart['lines']): void {
  const { canvas, theme, x, top, bottom, left, edge } = plot;
  canvas.font = `${theme.sizes.chart}px ${CHART_FAMILY.bold}`;
  let taken = left;
  for (const { label, value, dashed } of [...lines].sort((one, other) => one.value - other.value)) {
    const at = x(value);
    canvas.setLineDash(dashed ? [4, 2.5] : []);
    stroke(canvas, { colour: theme.colours.ink, width: dashed ? 0.9 : 0.6 }, [at, top - 3], [at, bottom]);
    canvas.setLineDash([]);
    const { width } = canvas.measureText(label);
    const start = Math.min(Math.max(at - width / 2, taken), edge - width - 1);
    canvas.fillStyle = theme.colours.ink;
    canvas.textAlign = 'left';
    canvas.textBaseline = 'bottom';
    canvas.fillText(label, start, top - 4);
    taken = start + width + TEXT_GAP;
  }
}

function drawWhisker({ canvas, theme, x, y }: Plot, { whisker }: ChartRow, row: number): void {
  if (whisker === null) return;
  const pen = { colour: theme.colours.ink, width: 0.8 };
  const [low, high, at] = [x(whisker.low), x(whisker.high), y(row)];
  stroke(canvas, pen, [low, at], [high, at]);
  for (const end of [low, high]) stroke(canvas, pen, [end, at - CAP], [end, at + CAP]);
}

function drawMark(plot: Plot, { mark }: ChartRow, row: number): void {
  if (mark === null) return;
  const { canvas, theme, x, y, left, right } = plot;
  const [at, middle] = [x(mark.value), y(row)];
  canvas.fillStyle = mark.shape === 'rhomb' ? theme.colours.ink : theme.colours.accent;
  canvas.beginPath();
  if (at < left - 0.5) trace(canvas, [left, middle], [left + 6, middle - 4], [left + 6, middle + 4]);
  else if (at > right + 0.5) trace(canvas, [right, middle], [right - 6, middle - 4], [right - 6, middle + 4]);
  else if (mark.shape === 'rhomb')
    trace(canvas, [at, middle - 5], [at + 4, middle], [at, middle + 5], [at - 4, middle]);
  else if (mark.shape === 'ring') drawRing(plot, at, middle);
  else canvas.arc(at, middle, 3.2, 0, FULL_TURN);
  canvas.fill();
}

/** A dot with a hole, which the caller fills. */
function drawRing({ canvas, theme }: Plot, x: number, y: number): void {
  canvas.arc(x, y, 2.8, 0, FULL_TURN);
  canvas.strokeStyle = theme.colours.accent;
  canvas.lineWidth = 1.6;
  canvas.stroke();
  canvas.fillStyle = '#ffffff';
}

/** A value in text, on white, so that no line runs through it. */
function drawText(plot: Plot, row: ChartRow, index: number): void {
  if (row.text === '') return;
  const { canvas, theme } = plot;
  const size = theme.sizes.chart;
  canvas.font = `${size}px ${row.strong ? CHART_FAMILY.bold : CHART_FAMILY.regular}`;
  const { width } = canvas.measureText(row.text);
  const left = textLeft(plot, row, width);
  canvas.fillStyle = '#ffffff';
  canvas.fillRect(left - 1.5, plot.y(index) - size * 0.6, width + 3, size * 1.2);
  canvas.fillStyle = row.textAt === 'column' && row.mark === null ? theme.colours.muted : theme.colours.ink;
  canvas.textAlign = 'left';
  canvas.textBaseline = 'middle';
  canvas.fillText(row.text, left, plot.y(index));
}

function textLeft({ right, x }: Plot, { bar, whisker, mark, textAt }: ChartRow, width: number): number {
  if (textAt === 'column') return right + 10;
  const markReach = mark === null ? 0 : 5;
  const values = [bar?.from, bar?.to, whisker?.low, whisker?.high, mark?.value].filter((value) => value !== undefined);
  if (textAt === 'left') return x(Math.min(...values)) - markReach - TEXT_GAP - width;
  return x(Math.max(...values)) + markReach + TEXT_GAP;
}
