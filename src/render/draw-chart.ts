import type { ChartBlock, IntervalChart, WaterfallChart } from '../core/block.ts';
import { captionHeight, drawCaption } from './draw-caption.ts';
import { drawSeries, seriesHeight } from './draw-series.ts';
import { intervalRows, intervalTexts } from './interval-rows.ts';
import type { Pen } from './pen.ts';
import { placeFigure } from './place-figure.ts';
import type { RowChart } from './row-chart.ts';
import type { TextStyle } from './text-style.ts';
import { waterfallRows, waterfallTexts } from './waterfall-rows.ts';

/** The widest that the labels of rows become, as a share of the chart. */
const LABELS_AT_MOST = 0.32;
/** Longer labels end in an ellipsis; the table beside a chart has them whole. */
const LABEL_LINES = 3;
const LINE = 1.2;
/** What a row takes beside its lines, where there is room and at least. */
const ROW_GAP = { most: 7, least: 2.5 };
const ROW_LEAST = 16;
/** Left free on a page of its own, for the headings above. */
const HEADING_ROOM = 80;
const AXIS = 36;
const HEAD = 17;

/** The charts that are drawn row by row. */
interface RowBlock {
  caption: string;
  alt: string;
  chart: WaterfallChart | IntervalChart;
}

interface Laid {
  chart: RowChart;
  labels: string[][];
  rowHeight: number;
  /** The least height at which the labels of two rows do not touch. */
  leastRow: number;
  head: number;
}

/** Draws a chart with its caption; one that is higher than a page goes on over the page's end, row for row. */
export function drawChart(pen: Pen, { chart, ...text }: ChartBlock): void {
  if (chart.type === 'series') drawSeries(pen, { ...text, chart });
  else drawRows(pen, { ...text, chart });
}

/** The height that must be free for a chart to begin: all of it, or half a page where it takes several. */
export function chartHeight(pen: Pen, { chart, ...text }: ChartBlock): number {
  return chart.type === 'series' ? seriesHeight(pen, text) : rowsHeight(pen, { ...text, chart });
}

function drawRows(pen: Pen, block: RowBlock): void {
  pen.ensure(rowsHeight(pen, block));
  const laid = fitted(pen, block);
  drawCaption(pen, block.caption, 'P');
  for (const [index, part] of parts(pen, laid).entries()) {
    if (index > 0) pen.newPage();
    drawPart(pen, part, pen.clean(block.alt, labelStyle(pen)));
  }
  pen.y += 12;
}

function rowsHeight(pen: Pen, block: RowBlock): number {
  const laid = laidOut(pen, block);
  const whole = captionHeight(pen, block.caption) + heightOf({ ...laid, rowHeight: laid.leastRow }, laid.labels.length);
  const page = pen.bottom - pen.top;
  return whole > page - HEADING_ROOM ? page / 2 : whole;
}

/** The chart with rows as high as they like to be, or lower where that keeps it on this page. */
function fitted(pen: Pen, block: RowBlock): Laid {
  const laid = laidOut(pen, block);
  const room = pen.room - captionHeight(pen, block.caption) - laid.head - AXIS;
  const rowHeight = Math.min(laid.rowHeight, Math.max(laid.leastRow, room / Math.max(1, laid.labels.length)));
  return { ...laid, rowHeight };
}

function drawPart(pen: Pen, part: Laid, alt: string): void {
  const { chart, labels, rowHeight, head } = part;
  const height = heightOf(part, labels.length);
  const thickness = chart.textRoom > 0 ? 6 : Math.min(11, rowHeight * 0.62);
  const look = { theme: pen.theme, labels, thickness, head };
  const image = pen.pictures.order({ kind: 'rows', chart, look, width: pen.width, height });
  placeFigure(pen, { image, height, alt });
}

function laidOut(pen: Pen, { chart }: RowBlock): Laid {
  return pen.once(chart, () => layOut(pen, chart));
}

function layOut(pen: Pen, chart: RowBlock['chart']): Laid {
  const style = labelStyle(pen);
  const widest = (texts: string[]): number =>
    Math.max(0, ...texts.map((text) => pen.measure(text, { ...style, face: 'bold' })));
  const rows =
    chart.type === 'waterfall'
      ? waterfallRows(chart, pen.theme, {
          plot: pen.width * (1 - LABELS_AT_MOST),
          text: widest(waterfallTexts(chart)) + 12,
        })
      : intervalRows(chart, pen.theme, widest(intervalTexts(chart)) + 8);
  const labels = rows.rows.map(({ label, strong }) =>
    shortened(pen.lines(label, pen.width * LABELS_AT_MOST, { ...style, face: strong ? 'bold' : 'regular' })),
  );
  const most = Math.max(1, ...labels.map((lines) => lines.length));
  const text = most * style.size * LINE;
  const leastRow = Math.max(text + ROW_GAP.least, style.size + 4);
  const rowHeight = Math.max(text + (most > 1 ? ROW_GAP.least : ROW_GAP.most), ROW_LEAST);
  return { chart: cleaned(pen, rows), labels, rowHeight, leastRow, head: rows.lines.length === 0 ? 4 : HEAD };
}

/** The canvas would take a missing character from any font of the host. */
function cleaned(pen: Pen, chart: RowChart): RowChart {
  const clean = (text: string): string => pen.clean(text, labelStyle(pen)).replaceAll('\n', ' ');
  return {
    ...chart,
    axis: clean(chart.axis),
    rows: chart.rows.map((row) => ({ ...row, heading: clean(row.heading) })),
    lines: chart.lines.map((line) => ({ ...line, label: clean(line.label) })),
  };
}

function labelStyle(pen: Pen): TextStyle {
  return pen.style('regular', pen.theme.sizes.chart);
}

function heightOf({ rowHeight, head }: Laid, rows: number): number {
  return Math.ceil(head + rows * rowHeight + AXIS);
}

/** A chart cut into as many parts as it takes pages, from here on. */
function parts(pen: Pen, laid: Laid): Laid[] {
  const { chart, labels, rowHeight, head } = laid;
  const rowsIn = (room: number): number => Math.max(1, Math.floor((room - head - AXIS) / rowHeight + 1e-6));
  const cut: Laid[] = [];
  for (let from = 0; from < labels.length; ) {
    const to = from + rowsIn(from === 0 ? pen.room : pen.bottom - pen.top);
    cut.push({ ...laid, chart: { ...chart, rows: chart.rows.slice(from, to) }, labels: labels.slice(from, to) });
    from = to;
  }
  return cut;
}

function shortened(lines: string[]): string[] {
  const kept = lines.slice(0, LABEL_LINES).map((line) => line.trimEnd());
  if (lines.length <= LABEL_LINES) return kept;
  return kept.map((line, index) => (index === LABEL_LINES - 1 ? `${line.slice(0, -1)}…` : line));
}
