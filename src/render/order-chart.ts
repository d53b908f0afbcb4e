import type { SeriesChart } from '../core/block.ts';
import { openWork, type Work } from '../core/worker.ts';
import { type ChartLook, chartConfiguration } from './chart-configuration.ts';
import { chartImage } from './chart-image.ts';
import type { RowChart } from './row-chart.ts';
import { type SeriesLook, seriesConfiguration } from './series-configuration.ts';

/** A chart to be drawn, as plain data. */
export type ChartOrder = (
  | { kind: 'rows'; chart: RowChart; look: ChartLook }
  | { kind: 'series'; chart: SeriesChart; look: SeriesLook }
) & { width: number; height: number };

/** Draws a chart of `width` by `height` points as a PNG without transparency. */
export type DrawOrder = (order: ChartOrder) => Promise<Uint8Array>;

/** Draws on the calling thread. */
export async function drawOrder(order: ChartOrder): Promise<Uint8Array> {
  const configuration =
    order.kind === 'rows' ? chartConfiguration(order.chart, order.look) : seriesConfiguration(order.chart, order.look);
  return chartImage(configuration, order.width, order.height);
}

/** A thread that draws charts. It loads the canvas meanwhile. */
export function openChartWork(signal: AbortSignal): Work<ChartOrder, Uint8Array> {
  return openWork({ from: import.meta.url, module: './charts-worker', work: drawOrder, signal });
}
