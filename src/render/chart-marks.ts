import type { Chart, Plugin } from 'chart.js';
import { CHART_FAMILY } from './chart-image.ts';
import type { ChartRow, RowChart } from './row-chart.ts';
import type { Theme } from './theme.ts';

/** What we use of the canvas. The compiler has no DOM. */
interface Canvas {
  font: string;
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  textAlign: 'left' | 'center' | 'right';
  textBaseline: 'middle' | 'bottom';
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
  setLineDash(dashes: number[]): void;
}

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
      if (chart.reference !== null) drawReference(plot, chart.reference);
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

function drawReference(plot: Plot, { label, value }: { label: string; value: number }): void {
  const { canvas, theme, x, top, bottom, left, edge } = plot;
  const at = x(value);
  canvas.setLineDash([4, 2.5]);
  stroke(canvas, { colour: theme.colours.ink, width: 0.9 }, [at, top - 3], [at, bottom]);
  canvas.setLineDash([]);
  canvas.font = `${theme.sizes.chart}px ${CHART_FAMILY.bold}`;
  const half = canvas.measureText(label).width / 2;
  canvas.fillStyle = theme.colours.ink;
  canvas.textAlign = 'center';
  canvas.textBaseline = 'bottom';
  canvas.fillText(label, Math.min(Math.max(at, left + half), edge - half - 1), top - 4);
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
  canvas.fillStyle = mark.shape === 'dot' ? theme.colours.accent : theme.colours.ink;
  canvas.beginPath();
  if (at < left - 0.5) trace(canvas, [left, middle], [left + 6, middle - 4], [left + 6, middle + 4]);
  else if (at > right + 0.5) trace(canvas, [right, middle], [right - 6, middle - 4], [right - 6, middle + 4]);
  else if (mark.shape === 'dot') canvas.arc(at, middle, 3.2, 0, FULL_TURN);
  else trace(canvas, [at, middle - 5], [at + 4, middle], [at, middle + 5], [at - 4, middle]);
  canvas.fill();
}

function trace(canvas: Canvas, first: Point, ...others: Point[]): void {
  canvas.moveTo(...first);
  for (const point of others) canvas.lineTo(...point);
  canvas.closePath();
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

type Point = [x: number, y: number];

function stroke(canvas: Canvas, { colour, width }: { colour: string; width: number }, from: Point, to: Point): void {
  canvas.strokeStyle = colour;
  canvas.lineWidth = width;
  canvas.beginPath();
  canvas.moveTo(...from);
  canvas.lineTo(...to);
  canvas.stroke();
}
