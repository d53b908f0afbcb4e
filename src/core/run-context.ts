/** What the outside world hands in, so that nothing below the command line reads a clock, a signal or a terminal. */
export interface RunContext {
  /** Aborted by Ctrl-C; long loops look at it once per batch. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** The folder for what may be kept from run to run and may be removed at any time. Nothing is kept when left out. */
  readonly cache?: string | undefined;
}

/** A place to report progress to. Numbers are work done and work to do, in the unit of the step. */
export interface Progress {
  start(step: string, total?: number): void;
  advance(done: number): void;
  finish(): void;
}

/** Reports nothing. */
export const silent: Progress = { start() {}, advance() {}, finish() {} };
