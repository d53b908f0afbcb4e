import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaptureAnswer, ErrorAnswer, ResolveAnswer } from '../../../src/core/answers.ts';
import { sha256Hex } from '../../../src/core/sha256.ts';
import { commandLine, documentOf } from '../../_support/command-line.ts';
import { sampleCase } from '../../_support/places.ts';
import { copyOfSampleCase, temporaryFolder } from '../../_support/temporary.ts';

describe('dossier capture', () => {
  it('freezes a chain that is resolved alike after the export is gone', async () => {
    const folder = copyOfSampleCase();
    const out = join(folder, 'lineage', 'frozen.ndjson');
    const captured = documentOf<CaptureAnswer>(
      await commandLine('capture', 'BM-001037', '--case', folder, '--out', out, '--json'),
    );
    expect(captured.sha256).toBe(sha256Hex(readFileSync(out)));
    const before = documentOf<ResolveAnswer>(await commandLine('resolve', 'BM-001037', '--case', folder, '--json'));
    const file = join(folder, 'case.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('lineage/events.ndjson', 'lineage/frozen.ndjson'));
    const after = documentOf<ResolveAnswer>(await commandLine('resolve', 'BM-001037', '--case', folder, '--json'));
    const { model, training, featureCode, runs, completeness } = before;
    expect(after).toMatchObject({ model, training, featureCode, runs, completeness });
    expect(after.breaks.map(({ message }) => message)).toEqual(before.breaks.map(({ message }) => message));
  });

  it('freezes one chain for each scoring run since a time', async () => {
    const out = join(temporaryFolder(), 'all.ndjson');
    const all = async (since: string) =>
      documentOf<CaptureAnswer>(
        await commandLine('capture', '--since', since, '--case', sampleCase, '--out', out, '--json'),
      ).predictions.length;
    expect([await all('2025-01-01'), await all('2025-07-01')]).toEqual([7, 1]);
  });

  it('wants a prediction or a time', async () => {
    const out = join(temporaryFolder(), 'none.ndjson');
    const code = async (...args: string[]) => {
      const outcome = await commandLine('capture', ...args, '--case', sampleCase, '--out', out, '--json');
      return [outcome.code, documentOf<ErrorAnswer>(outcome).error.code];
    };
    expect(await code()).toEqual([2, 'usage/capture-what']);
    expect(await code('BM-001037', '--since', '2025-01-01')).toEqual([2, 'usage/capture-what']);
    expect(await code('--since', '2030-01-01')).toEqual([4, 'evidence/nothing-to-capture']);
  });
});
