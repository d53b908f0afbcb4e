import type { Work } from '../core/worker.ts';
import { type MadeTables, openTableWork, type TableOrder } from '../data/make-tables.ts';
import { type ChartOrder, openChartWork } from '../render/order-chart.ts';

/** The threads beside the main one: they load what tables and charts need while rows are counted. */
export interface Threads {
  tables: Work<TableOrder, MadeTables>;
  charts: Work<ChartOrder, Uint8Array>;
}

/** Starts the threads, hands them to `work`, and ends them whatever happens. */
export async function withThreads<T>(signal: AbortSignal, work: (threads: Threads) => Promise<T>): Promise<T> {
  const threads = { tables: openTableWork(signal), charts: openChartWork(signal) };
  try {
    return await work(threads);
  } finally {
    await Promise.all([threads.tables.close(), threads.charts.close()]);
  }
}
