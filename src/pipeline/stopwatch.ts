import type { RunContext } from '../core/run-context.ts';

export interface Stopwatch {
  /** Runs one step, reports it, and gives up before it when the run was interrupted. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  steps(): { step: string; elapsedMs: number }[];
  elapsedMs(): number;
}

/** Times the steps of a run by the clock that is handed in. */
export function stopwatch(now: () => number, { signal, progress }: RunContext): Stopwatch {
  const began = now();
  const steps: { step: string; elapsedMs: number }[] = [];
  return {
    async step(name, work) {
      signal.throwIfAborted();
      const start = now();
      progress.start(name);
      const result = await work();
      progress.finish();
      steps.push({ step: name, elapsedMs: Math.round(now() - start) });
      return result;
    },
    steps: () => steps,
    elapsedMs: () => Math.round(now() - began),
  };
}
