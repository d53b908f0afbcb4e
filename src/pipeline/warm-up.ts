import { loadFrames } from '../data/csv.ts';
import { loadCharts } from '../render/chart-image.ts';

/** Loads what tables and charts will need, while DuckDB counts; a package that fails to load fails again where it is used. */
export function warmUp(): void {
  for (const loading of [loadFrames(), loadCharts()]) loading.catch(() => undefined);
}
