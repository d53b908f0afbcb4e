import type { SeriesChart } from '../core/block.ts';
import { captionHeight, drawCaption } from './draw-caption.ts';
import type { Pen } from './pen.ts';
import { placeFigure } from './place-figure.ts';
import { BESIDE_NAME } from './series-marks.ts';

const HEIGHT = 178;
/** The widest that the names at the right become, as a share of the chart. */
const NAMES_AT_MOST = 0.28;

interface SeriesBlock {
  caption: string;
  alt: string;
  chart: SeriesChart;
}

/** Draws a chart of series with its caption, all of it on one page. */
export function drawSeries(pen: Pen, block: SeriesBlock): void {
  const { chart } = block;
  pen.ensure(seriesHeight(pen, block));
  drawCaption(pen, block.caption, 'P');
  const style = pen.style('regular', pen.theme.sizes.chart);
  const widest = pen.width * NAMES_AT_MOST;
  const named = chart.series.map((each) => ({ ...each, label: begun(pen.lines(each.label, widest, style)) }));
  const nameRoom = BESIDE_NAME + Math.max(0, ...named.map(({ label }) => pen.measure(label, style)));
  const clean = (text: string): string => pen.clean(text, style).replaceAll('\n', ' ');
  const cleaned = { ...chart, series: named, axis: clean(chart.axis), periods: chart.periods.map(clean) };
  const look = { theme: pen.theme, nameRoom };
  const image = pen.pictures.order({ kind: 'series', chart: cleaned, look, width: pen.width, height: HEIGHT });
  placeFigure(pen, { image, height: HEIGHT, alt: pen.clean(block.alt, style) });
  pen.y += 12;
}

export function seriesHeight(pen: Pen, { caption }: Pick<SeriesBlock, 'caption'>): number {
  return captionHeight(pen, caption) + HEIGHT;
}

function begun(lines: readonly string[]): string {
  const [first = ''] = lines;
  return lines.length > 1 ? `${first.trimEnd()}…` : first;
}
