import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutants } from './planted-faults.ts';

/*
 * Plants each fault in a copy of the source and runs the tests of attribution there: `npm run mutants`. A fault that no
 * test notices survives, and fails the run. The source itself is never touched.
 */

const project = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'README.md', 'sample-cases'];
const TESTS = ['test/attribution', 'test/attribution.test.ts', 'test/numeric/draw-order.test.ts'];

/** A fault that makes the tests go on for ever is noticed, too. */
const LONGEST_MS = 120_000;

const copy = mkdtempSync(join(tmpdir(), 'dossier-mutants-'));
try {
  for (const name of COPIED) cpSync(join(project, name), join(copy, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  if (testsPass(TESTS)) process.exitCode = judge(mutants) ? 0 : 1;
  else {
    console.error('the tests fail without any fault planted; mend them first');
    process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Prints a line for each mutant. @returns true when all were killed */
function judge(planted: readonly Mutant[]): boolean {
  let survivors = 0;
  for (const mutant of planted) {
    const killed = isKilled(mutant);
    if (!killed) survivors += 1;
    console.log(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.file.padEnd(40)}  ${mutant.fault}`);
  }
  console.log(`${planted.length - survivors} of ${planted.length} killed`);
  return survivors === 0;
}

function isKilled({ file, from, to, fault }: Mutant): boolean {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`${fault}: "${from}" stands ${parts.length - 1} times in ${file}, not once`);
  writeFileSync(path, parts.join(to));
  try {
    return !testsPass(mirrored(file)) || !testsPass(TESTS);
  } finally {
    writeFileSync(path, source);
  }
}

/** The tests of one file, which mostly notice at once. */
function mirrored(file: string): string[] {
  return [file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts')];
}

function testsPass(tests: readonly string[]): boolean {
  const vitest = join(project, 'node_modules/vitest/vitest.mjs');
  const { status, error } = spawnSync(
    process.execPath,
    [vitest, 'run', '--passWithNoTests', '--bail', '1', '--reporter', 'dot', ...tests],
    {
      cwd: copy,
      stdio: 'ignore',
      timeout: LONGEST_MS,
    },
  );
  if (error !== undefined && (error as NodeJS.ErrnoException).code !== 'ETIMEDOUT') throw error;
  return status === 0;
}
