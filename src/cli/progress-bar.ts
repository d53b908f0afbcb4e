import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../core/run-context.ts';

/**
 * A bar on a terminal, with what is being done, how many model rows it takes and the time that is left; the first batch
 * is small, so that the time is foretold before most of the work. It leaves no line behind.
 */
export function progressBar(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | undefined;
  const finish = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    start(step, total) {
      finish();
      const amount = total === undefined ? '' : ` of ${total} rows`;
      const format = `  {step} {bar} {percentage}%${amount} {eta_formatted}`;
      bar = new SingleBar({ stream, format, clearOnComplete: true, hideCursor: true, barsize: 30 }, Presets.rect);
      bar.start(total ?? 1, 0, { step: step.padEnd(10) });
    },
    advance(done) {
      bar?.update(done);
    },
    finish,
  };
}
