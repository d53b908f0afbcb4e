import { CommanderError } from 'commander';
import { DossierError } from '../core/error.ts';
import { onInterrupt } from './interrupt.ts';
import { program } from './program.ts';
import { reportFailure } from './report-failure.ts';
import { terminal } from './terminal.ts';

/** Runs one command line and gives its exit code. Nothing else in the house prints or exits. */
export async function run(args: readonly string[]): Promise<number> {
  const io = terminal(args);
  const interrupt = onInterrupt();
  try {
    return await program(io, interrupt.signal, args);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return reportFailure(asUsageError(error), io, interrupt.signal);
  } finally {
    io.progress.finish();
    interrupt.dispose();
  }
}

/** Commander's complaints about the command line, as ours. */
function asUsageError(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  const slug = error.code.replace('commander.', '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const message = error.message.replace(/^error: /, '').replace(/\.$/, '');
  return new DossierError(`usage/${slug}`, message, { hint: 'Run dossier --help, or dossier COMMAND --help.' });
}
