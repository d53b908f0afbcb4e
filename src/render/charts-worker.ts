import { answerAll } from '../core/worker.ts';
import { loadCharts } from './chart-image.ts';
import { drawOrder } from './order-chart.ts';

answerAll(drawOrder);
// A package that fails to load fails again where it is used.
loadCharts().catch(() => undefined);
