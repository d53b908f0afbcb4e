import type { ErrorAnswer } from '../core/answers.ts';
import { DossierError, EXIT_INTERRUPTED } from '../core/error.ts';
import type { Terminal } from './terminal.ts';

/** Says what went wrong, in words or as one JSON document, and gives the exit code. */
export function reportFailure(error: unknown, io: Terminal, signal: AbortSignal): number {
  io.progress.finish();
  if (signal.aborted) {
    io.fail({ error: { code: 'interrupted', message: 'interrupted; nothing was written' } }, [
      'Interrupted. Nothing was written.',
    ]);
    return EXIT_INTERRUPTED;
  }
  if (!(error instanceof DossierError)) return reportBug(error, io);
  const { code, message, place, hint } = error;
  const at = place === undefined ? [] : [`  where: ${place.file}${place.at === undefined ? '' : `, ${place.at}`}`];
  const remedy = hint === undefined ? [] : [`  remedy: ${hint}`];
  io.fail({ error: { code, message, ...(place && { place }), ...(hint !== undefined && { hint }) } }, [
    `${io.paint.red('error')} ${code}: ${message}`,
    ...at,
    ...remedy,
  ]);
  return error.exitCode;
}

function reportBug(error: unknown, io: Terminal): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const answer: ErrorAnswer = {
    error: {
      code: 'bug',
      message: error instanceof Error ? error.message : String(error),
      hint: 'Report this with the stack on stderr.',
    },
  };
  io.fail(answer, []);
  io.log(
    `${io.paint.red('bug')}: this is a fault in dossier, not in your case. Please report it with these lines:\n${stack}`,
  );
  return 1;
}
