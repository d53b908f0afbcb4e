import type { RunContext } from '../core/run-context.ts';
import type { Terminal } from './terminal.ts';

/** What a command is given: where to print, and what the run may use. */
export interface CommandContext {
  io: Terminal;
  run: RunContext;
  /** Sets the exit code of a command that finished. */
  exit(code: number): void;
}
