import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../core/run-context.ts';

/** A bar on a terminal, with what is being done and the time that is left. It leaves no line behind. */
export function progressBar(stream: NodeJS.WriteStream): Progress {
  const format = '  {step} {bar} {percentage}% {eta_formatted}';
  let bar: SingleBar | undefined;
  const finish = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    start(step, total) {
      finish();
      bar = new SingleBar({ stream, format, clearOnComplete: true, hideCursor: true, barsize: 30 }, Presets.rect);
      bar.start(total ?? 1, 0, { step: step.padEnd(10) });
    },
    advance(done) {
      bar?.update(done);
    },
    finish,
  };
}
