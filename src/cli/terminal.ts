import pc from 'picocolors';
import type { ErrorAnswer } from '../core/answers.ts';
import type { Progress } from '../core/run-context.ts';
import { silent } from '../core/run-context.ts';
import { canonicalJson } from '../seal/canonical-json.ts';
import { printable } from './printable.ts';
import { progressBar } from './progress-bar.ts';

type Paint = ReturnType<typeof pc.createColors>;

/** The only way to the screen: answers on stdout, everything else on stderr. */
export interface Terminal {
  readonly json: boolean;
  readonly paint: Paint;
  readonly progress: Progress;
  /** Prints the answer: the document under --json, the lines otherwise. */
  answer(document: unknown, lines: readonly string[]): void;
  /** Prints a failure: the document on stdout under --json, the lines on stderr otherwise. */
  fail(document: ErrorAnswer, lines: readonly string[]): void;
  /** Prints a line on stderr. */
  log(line: string): void;
  /** Prints text as it is on stdout. */
  write(text: string): void;
}

/** Reads from the command line and the environment how much to say, and in which form. */
export function terminal(args: readonly string[]): Terminal {
  const json = args.includes('--json');
  const quiet = args.includes('--quiet') || args.includes('-q');
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  const colour = (stream: NodeJS.WriteStream): boolean => stream.isTTY === true && !process.env['NO_COLOR'];
  const log = (line: string): void => void stderr.write(`${printable(line)}\n`);
  const document = (value: unknown): void => void stdout.write(canonicalJson(value));
  return {
    json,
    paint: pc.createColors(colour(json ? stderr : stdout)),
    progress: stderr.isTTY === true && !quiet ? progressBar(stderr) : silent,
    answer: (value, lines) => (json ? document(value) : void stdout.write(`${printable(lines.join('\n'))}\n`)),
    fail: (value, lines) => (json ? document(value) : lines.forEach(log)),
    log,
    write: (text) => void stdout.write(text),
  };
}

/** A reader that went away, like `head`, is no fault of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
