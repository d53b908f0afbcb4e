import type { Chart, Plugin } from 'chart.js';
import type { SeriesChart } from '../core/block.ts';
import { type Canvas, stroke, trace } from './canvas.ts';
import { CHART_FAMILY } from './chart-image.ts';
import { asideOf } from './series-aside.ts';
import { settle } from './settle.ts';
import type { Theme } from './theme.ts';

type Series = SeriesChart['series'][number];

interface Plot {
  canvas: Canvas;
  theme: Theme;
  right: number;
  top: number;
  bottom: number;
  x: (period: number) => number;
  y: (value: number) => number;
}

/** How a series is told from the others without colour: its dashes, its mark, and whether the mark is filled. */
interface Dress {
  dash: number[];
  shape: 'dot' | 'square' | 'triangle';
  filled: boolean;
}

const DRESSES: readonly Dress[] = [
  { dash: [], shape: 'dot', filled: true },
  { dash: [5, 2.5], shape: 'square', filled: true },
  { dash: [1.2, 2], shape: 'triangle', filled: true },
  { dash: [7, 2, 1.2, 2], shape: 'dot', filled: false },
  { dash: [3, 1.5], shape: 'square', filled: false },
  { dash: [1.2, 4], shape: 'triangle', filled: false },
];

/** As many series as are told apart. */
export const MOST_SERIES: number = DRESSES.length;

const CAP = 2.2;
const REACH = 2.8;
/** From the plotting area to the sample of a line, its length, and from there to the name. */
const SAMPLE = { gap: 10, length: 22, text: 5 };
/** The room at the right that a name takes beside its own width. */
export const BESIDE_NAME: number = SAMPLE.gap + SAMPLE.length + SAMPLE.text;
const FULL_TURN = 2 * Math.PI;

/** Draws lines, intervals and marks of every series, and its name at the right beside a sample of its line. */
export function seriesMarks(chart: SeriesChart, theme: Theme): Plugin {
  return {
    id: 'series',
    afterDatasetsDraw(drawn): void {
      const plot = plotOf(drawn, theme);
      const series = chart.series.slice(0, MOST_SERIES);
      const heights = settle(
        series.map((each) => lastHeight(plot, each)),
        theme.sizes.chart * 1.35,
        [plot.top, plot.bottom],
      );
      series.forEach((each, index) => {
        const dress = DRESSES[index] as Dress;
        drawSeries(plot, each, dress, asideOf(index, series.length));
        drawName(plot, each.label, dress, heights[index] ?? plot.top);
      });
    },
  };
}

function plotOf(drawn: Chart, theme: Theme): Plot {
  const { chartArea, scales } = drawn;
  return {
    ...{ canvas: drawn.ctx as unknown as Canvas, theme },
    ...{ right: chartArea.right, top: chartArea.top, bottom: chartArea.bottom },
    x: (period) => scales['x']?.getPixelForValue(period) ?? 0,
    y: (value) => scales['y']?.getPixelForValue(value) ?? 0,
  };
}

function lastHeight({ y, bottom }: Plot, { points }: Series): number {
  const last = points.findLast(({ value }) => value !== null)?.value ?? null;
  return last === null ? bottom : y(last);
}

function drawSeries(plot: Plot, { points }: Series, dress: Dress, aside: number): void {
  const { canvas, theme, x, y } = plot;
  const line = { colour: theme.colours.ink, width: 1 };
  points.forEach(({ value, low, high }, at) => {
    const here = x(at + aside);
    if (low !== null && high !== null) drawInterval(plot, here, [y(low), y(high)]);
    const next = points[at + 1]?.value ?? null;
    if (value === null || next === null) return;
    canvas.setLineDash(dress.dash);
    stroke(canvas, line, [here, y(value)], [x(at + 1 + aside), y(next)]);
    canvas.setLineDash([]);
  });
  points.forEach(({ value }, at) => {
    if (value !== null) drawMark(plot, dress, [x(at + aside), y(value)]);
  });
}

function drawInterval({ canvas, theme }: Plot, x: number, ends: [number, number]): void {
  const pen = { colour: theme.colours.muted, width: 0.8 };
  stroke(canvas, pen, [x, ends[0]], [x, ends[1]]);
  for (const end of ends) stroke(canvas, pen, [x - CAP, end], [x + CAP, end]);
}

function drawMark({ canvas, theme }: Plot, { shape, filled }: Dress, [x, y]: [number, number]): void {
  const r = REACH;
  canvas.fillStyle = filled ? theme.colours.accent : '#ffffff';
  canvas.strokeStyle = theme.colours.accent;
  canvas.lineWidth = 1.1;
  canvas.beginPath();
  if (shape === 'dot') canvas.arc(x, y, r, 0, FULL_TURN);
  else if (shape === 'square') trace(canvas, [x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]);
  else trace(canvas, [x, y - r * 1.2], [x + r * 1.15, y + r], [x - r * 1.15, y + r]);
  canvas.fill();
  canvas.stroke();
}

function drawName(plot: Plot, label: string, dress: Dress, y: number): void {
  const { canvas, theme, right } = plot;
  const from = right + SAMPLE.gap;
  const to = from + SAMPLE.length;
  canvas.setLineDash(dress.dash);
  stroke(canvas, { colour: theme.colours.ink, width: 1 }, [from, y], [to, y]);
  canvas.setLineDash([]);
  drawMark(plot, dress, [(from + to) / 2, y]);
  canvas.font = `${theme.sizes.chart}px ${CHART_FAMILY.regular}`;
  canvas.fillStyle = theme.colours.ink;
  canvas.textAlign = 'left';
  canvas.textBaseline = 'middle';
  canvas.fillText(label, to + SAMPLE.text, y);
}
