import type { ChartBlock } from '../core/block.ts';
import { chartConfiguration } from './chart-configuration.ts';
import { chartImage } from './chart-image.ts';
import { captionStyle, drawCaption } from './draw-table.ts';
import { intervalRows, intervalTexts } from './interval-rows.ts';
import type { Pen } from './pen.ts';
import type { RowChart } from './row-chart.ts';
import type { TextStyle } from './text-style.ts';
import { waterfallRows, waterfallTexts } from './waterfall-rows.ts';

/** The widest that the labels of rows become, as a share of the chart. */
const LABELS_AT_MOST = 0.32;
/** Longer labels end in an ellipsis; the table beside a chart has them whole. */
const LABEL_LINES = 3;
const LINE = 1.2;
const ROW_GAP = 7.5;
const AXIS = 36;
const HEAD = 17;

interface Laid {
  chart: RowChart;
  labels: string[][];
  rowHeight: number;
  head: number;
}

/** Draws a chart with its caption; one that is higher than a page goes on over the page's end, row for row. */
export async function drawChart(pen: Pen, block: ChartBlock): Promise<void> {
  const laid = laidOut(pen, block);
  pen.ensure(Math.min(chartHeight(pen, block), pen.bottom - pen.top));
  drawCaption(pen, block.caption, 'P');
  for (const [index, part] of parts(pen, laid).entries()) {
    if (index > 0) pen.newPage();
    await drawPart(pen, part, pen.clean(block.alt, labelStyle(pen)));
  }
  pen.y += 12;
}

/** The height of a chart with its caption. */
export function chartHeight(pen: Pen, block: ChartBlock): number {
  const style = captionStyle(pen);
  const caption = pen.lines(block.caption, pen.width, style).length * style.lineHeight + 3;
  const laid = laidOut(pen, block);
  return caption + heightOf(laid, laid.labels.length);
}

async function drawPart(pen: Pen, { chart, labels, rowHeight, head }: Laid, alt: string): Promise<void> {
  const height = heightOf({ chart, labels, rowHeight, head }, labels.length);
  const thickness = chart.textRoom > 0 ? 5 : Math.min(11, rowHeight * 0.62);
  const configuration = chartConfiguration(chart, { theme: pen.theme, labels, thickness, head });
  const image = await chartImage(configuration, pen.width, height);
  const box = { x: pen.left, y: pen.y };
  pen.within(
    'Figure',
    () => pen.content(() => pen.kit.image(image, box.x, box.y, { width: pen.width, height })),
    { alt, bbox: [box.x, box.y, box.x + pen.width, box.y + height] },
  );
  pen.y += height;
}

function laidOut(pen: Pen, { chart }: ChartBlock): Laid {
  const style = labelStyle(pen);
  const widest = (texts: string[]): number => Math.max(0, ...texts.map((text) => pen.measure(text, { ...style, face: 'bold' })));
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
  return { chart: cleaned(pen, rows), labels, rowHeight: most * style.size * LINE + ROW_GAP, head: rows.reference === null ? 4 : HEAD };
}

/** The canvas would take a missing character from any font of the host. */
function cleaned(pen: Pen, chart: RowChart): RowChart {
  const clean = (text: string): string => pen.clean(text, labelStyle(pen)).replaceAll('\n', ' ');
  const { reference } = chart;
  return {
    ...chart,
    axis: clean(chart.axis),
    rows: chart.rows.map((row) => ({ ...row, heading: clean(row.heading) })),
    reference: reference === null ? null : { ...reference, label: clean(reference.label) },
  };
}

function labelStyle(pen: Pen): TextStyle {
  return pen.style('regular', pen.theme.sizes.chart);
}

function heightOf({ rowHeight, head }: Laid, rows: number): number {
  return Math.ceil(head + rows * rowHeight + AXIS);
}

/** A chart cut into as many as pages it takes. */
function parts(pen: Pen, laid: Laid): Laid[] {
  const { chart, labels, rowHeight } = laid;
  const most = Math.max(1, Math.floor((pen.bottom - pen.top - laid.head - AXIS - 24) / rowHeight));
  const cut: Laid[] = [];
  for (let from = 0; from < labels.length; from += most) {
    const to = from + most;
    cut.push({ ...laid, chart: { ...chart, rows: chart.rows.slice(from, to) }, labels: labels.slice(from, to) });
  }
  return cut;
}

function shortened(lines: string[]): string[] {
  if (lines.length <= LABEL_LINES) return lines;
  const kept = lines.slice(0, LABEL_LINES);
  return kept.map((line, index) => (index === LABEL_LINES - 1 ? `${line.slice(0, -1)}…` : line));
}
