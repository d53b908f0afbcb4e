import { answerAll } from '../core/worker.ts';
import { loadFrames } from './csv.ts';
import { makeTables } from './make-tables.ts';

answerAll(makeTables);
// A package that fails to load fails again where it is used.
loadFrames().catch(() => undefined);
