import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('render-demo.ts', import.meta.url));

/** The SHA-256 of the demo document as a process of its own renders it in the given surroundings. */
export async function digestIn(environment: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, ...environment },
  });
  return stdout.trim();
}
