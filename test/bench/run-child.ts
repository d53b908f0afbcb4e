import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What one process cost, as it says itself at its end. */
export interface Cost {
  seconds: number;
  residentMB: number;
  /** The steps of a build; empty for anything else. */
  steps: { step: string; elapsedMs: number }[];
  /** What it wrote to stdout. */
  answer: string;
}

/** Runs a Node process to its end. It writes its cost to file descriptor 3. */
export async function runChild(args: string[], environment: Record<string, string> = {}): Promise<Cost> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [answer, cost] = await Promise.all([
    text(child.stdio[1]!),
    text(child.stdio[3] as NodeJS.ReadableStream & (typeof child.stdio)[1] & object),
  ]);
  const code = await ended;
  if (code !== 0) throw new Error(`the process ended with ${code}: ${answer}`);
  const { steps = [] } = answer.startsWith('{') ? (JSON.parse(answer) as { steps?: Cost['steps'] }) : {};
  return { ...(JSON.parse(cost) as Pick<Cost, 'seconds' | 'residentMB'>), steps, answer };
}
