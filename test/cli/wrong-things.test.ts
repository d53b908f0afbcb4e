import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildAnswer, ErrorAnswer, ResolveAnswer } from '../../src/core/answers.ts';
import { commandLine, documentOf } from '../_support/command-line.ts';
import { copyOfSampleCase, temporaryFolder } from '../_support/temporary.ts';
import { writeParquet } from '../data/temporary-folder.ts';

const ID = 'BM-001037';

interface Attempt {
  code: number;
  error: ErrorAnswer['error'];
  out: string;
}

/** Builds from a spoiled case; whatever happens, nothing half-written may be left. */
async function attempt(folder: string, id = ID, ...more: string[]): Promise<Attempt> {
  const parent = temporaryFolder();
  const out = join(parent, 'out');
  const outcome = await commandLine('build', id, '--case', folder, '--out', out, '--json', ...more);
  if (outcome.code !== 0) expect(readdirSync(parent)).toEqual([]);
  return { code: outcome.code, error: documentOf<ErrorAnswer>(outcome).error, out };
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

describe('a wrong thing is named, with its place and remedy', () => {
  it('an unknown id suggests near ones', async () => {
    const { code, error } = await attempt(copyOfSampleCase(), 'BM-00103');
    expect(code).toBe(4);
    expect(error.code).toBe('evidence/prediction-unknown');
    expect(error.hint).toMatch(/BM-00103\d/);
  });

  it('a case folder without case.yaml', async () => {
    const { code, error } = await attempt(temporaryFolder());
    expect([code, error.code]).toEqual([3, 'input/file-missing']);
    expect(error.message).toContain('case.yaml');
  });

  it('a path out of the case folder', async () => {
    const folder = copyOfSampleCase();
    edit(join(folder, 'case.yaml'), (text) => text.replace('lineage/events.ndjson', '../../../../../../etc/passwd'));
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([3, 'input/path-outside-case']);
    expect(error.place?.at).toMatch(/line \d+/);
  });

  it('a link out of the case folder', async () => {
    const folder = copyOfSampleCase();
    rmSync(join(folder, 'lineage/events.ndjson'));
    symlinkSync('/etc/passwd', join(folder, 'lineage/events.ndjson'));
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([3, 'input/path-outside-case']);
  });

  it('several mistakes in case.yaml, all at once', async () => {
    const folder = copyOfSampleCase();
    edit(join(folder, 'case.yaml'), (text) =>
      text.replace('cutoff: 0.2', 'cutoff: often').replace('title:', 'titel:').replace('[pirat]', '[pirate]'),
    );
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([3, 'input/case-invalid']);
    for (const word of ['cutoff', 'titel', 'pirate', 'line']) expect(error.message).toContain(word);
  });

  it('a missing model', async () => {
    const folder = copyOfSampleCase();
    rmSync(join(folder, 'lake/models/denial/v2/model.onnx'));
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([4, 'evidence/model-unresolved']);
  });

  it('a truncated model', async () => {
    const folder = copyOfSampleCase();
    truncateSync(join(folder, 'lake/models/denial/v2/model.onnx'), 10_000);
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([4, 'evidence/model-altered']);
  });

  it('a truncated model whose digest nobody recorded', async () => {
    const folder = copyOfSampleCase();
    truncateSync(join(folder, 'lake/models/denial/v2/model.onnx'), 10_000);
    edit(join(folder, 'lineage/events.ndjson'), (text) => text.replaceAll(/sha256:32115b13[0-9a-f]+/g, '2.0.0'));
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([5, 'model/unreadable']);
  });

  it.each([
    ["'NaN'::DOUBLE", 'model/score-not-recorded'],
    ['score + 0.01', 'model/replay-differs'],
  ])('the recorded score %s', async (score, expected) => {
    const folder = copyOfSampleCase();
    const log = join(folder, 'decisions/2025-05.parquet');
    renameSync(log, `${log}.before.parquet`);
    const query = `SELECT * REPLACE (if(prediction_id = '${ID}', ${score}, score) AS score) FROM '${log}.before.parquet'`;
    await writeParquet(folder, { 'decisions/2025-05.parquet': query });
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([5, expected]);
  });

  it('model files that changed places', async () => {
    const folder = copyOfSampleCase();
    const model = (version: string): string => join(folder, `lake/models/denial/${version}/model.onnx`);
    renameSync(model('v1'), `${model('v1')}.aside`);
    renameSync(model('v2'), model('v1'));
    renameSync(`${model('v1')}.aside`, model('v2'));
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([4, 'evidence/model-altered']);
  });

  it('lineage cut in half: what is left resolves, or the break is named', async () => {
    const folder = copyOfSampleCase();
    const file = join(folder, 'lineage/events.ndjson');
    truncateSync(file, Math.floor(readFileSync(file).length / 2));
    const outcome = await commandLine('resolve', ID, '--case', folder, '--json');
    expect(outcome.code).toBe(0);
    const { breaks, model } = documentOf<ResolveAnswer>(outcome);
    expect(breaks.map(({ code }) => code)).toContain('lineage/event-malformed');
    expect(breaks.some(({ severity }) => severity === 'error')).toBe(true);
    expect(model?.verified ?? false).toBe(false);
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([4, 'evidence/model-unresolved']);
  });

  it('an empty lineage file', async () => {
    const folder = copyOfSampleCase();
    writeFileSync(join(folder, 'lineage/events.ndjson'), '');
    const { code, error } = await attempt(folder);
    expect(code).toBe(3);
    expect(error.code).toMatch(/^input\/lineage-/);
  });

  it('a log that is not what its name says', async () => {
    const folder = copyOfSampleCase();
    writeFileSync(join(folder, 'decisions/2025-05.parquet'), 'PAR1 no more');
    const { code, error } = await attempt(folder);
    expect([code, error.code]).toEqual([3, 'input/table-unreadable']);
    expect(error.message + JSON.stringify(error.place)).toContain('2025-05.parquet');
  });

  it('an as-of time before the decision', async () => {
    const { code, error } = await attempt(copyOfSampleCase(), ID, '--as-of', '2025-03-01');
    expect([code, error.code]).toEqual([4, 'evidence/as-of-too-early']);
  });

  it('a template that there is not', async () => {
    const { code, error } = await attempt(copyOfSampleCase(), ID, '--template', '../regulator');
    expect([code, error.code]).toEqual([2, 'usage/template-unknown']);
  });

  it('a command line that makes no sense', async () => {
    const outcome = await commandLine('build', '--case');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('usage/');
    expect(outcome.stdout).toBe('');
  });
});

describe('writing is whole or not at all', () => {
  it('a folder that cannot be', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    const outcome = await commandLine('build', ID, '--case', copyOfSampleCase(), '--out', join(file, 'out'), '--json');
    expect(outcome.code).toBe(8);
    expect(documentOf<ErrorAnswer>(outcome).error.code).toBe('output/not-writable');
  });

  it('a folder that holds other files is left alone', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'precious.txt'), 'mine');
    const outcome = await commandLine('build', ID, '--case', copyOfSampleCase(), '--out', folder, '--json');
    expect(outcome.code).toBe(8);
    expect(documentOf<ErrorAnswer>(outcome).error.code).toBe('output/directory-in-use');
    expect(readdirSync(folder)).toEqual(['precious.txt']);
  });

  it('an earlier dossier in the same place is replaced', async () => {
    const out = join(temporaryFolder(), 'out');
    for (const id of [ID, 'BM-002210']) {
      const outcome = await commandLine('build', id, '--case', copyOfSampleCase(), '--out', out, '--json');
      expect(outcome.code).toBe(0);
      expect(documentOf<BuildAnswer>(outcome).predictionId).toBe(id);
    }
    expect(readFileSync(join(out, 'evidence.json'), 'utf8')).toContain('BM-002210');
    expect(existsSync(join(out, 'manifest.json'))).toBe(true);
  });
});
