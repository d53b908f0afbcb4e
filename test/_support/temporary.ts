import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { sampleCase } from './places.ts';

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that all tests of a suite share; gone when they are. */
export function keptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the sample case, to be spoiled. */
export function copyOfSampleCase(): string {
  const folder = join(temporaryFolder(), 'case');
  cpSync(sampleCase, folder, { recursive: true, filter: (source) => !source.endsWith('/make') });
  return folder;
}
