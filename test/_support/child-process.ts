import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Outcome } from './command-line.ts';

/** Runs Node in a process of its own, to its end. */
export async function childProcess(args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}
