import { answerAll } from '../core/worker.ts';
import { scoring } from './score-blocks.ts';

answerAll(scoring());
