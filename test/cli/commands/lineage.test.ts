import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine, documentOf } from '../../_support/command-line.ts';
import { sampleCase } from '../../_support/places.ts';
import { temporaryFolder } from '../../_support/temporary.ts';

const lineage = (...args: string[]) => commandLine('lineage', ...args, '--case', sampleCase);

interface Compared {
  format: string;
  differs: boolean;
  chartLacks: { nodes: { name: string }[] };
  harvestLacks: { nodes: { name: string }[] };
}

describe('dossier lineage', () => {
  it.each(['draw', 'compare'])('%s --help shows an example that works', async (command) => {
    const { code, stdout } = await commandLine('lineage', command, '--help');
    expect(code).toBe(0);
    const example = /^ {2}\$ npm run dossier -- (.*)$/m.exec(stdout)?.[1]?.split(' ') ?? [];
    expect(example.slice(0, 2)).toEqual(['lineage', command]);
    expect((await commandLine(...example)).code).toBe(0);
  });

  it('draws the chain without its command being named, the same bytes each time', async () => {
    const { code, stdout } = await lineage('BM-001037');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^flowchart LR\n {2}accTitle: Lineage of prediction BM-001037\n/);
    expect(stdout).toContain('models/denial/v2/model.onnx');
    expect(stdout).not.toContain('models/denial/v1');
    expect((await lineage('BM-001037')).stdout).toBe(stdout);
  });

  it.each(['svg', 'mermaid', 'dot', 'drawio', 'prov', 'openlineage'])(
    'as %s holds nothing that compare misses but code',
    async (format) => {
      const out = join(temporaryFolder(), `chart.${format}`);
      expect((await lineage('BM-001037', '--format', format, '--out', out)).stdout).toMatch(/ nodes, \d+ arrows\n$/);
      expect(readFileSync(out, 'utf8').length).toBeGreaterThan(1000);
      if (format === 'svg') return;
      const { chartLacks, harvestLacks } = documentOf<Compared>(await lineage('compare', out, 'BM-001037', '--json'));
      expect(harvestLacks).toEqual({ nodes: [], arrows: [] });
      const code = ['score', 'features', 'train', 'clean'].map((name) => `mortgage_features/${name}.py`);
      expect(chartLacks.nodes.map(({ name }) => name)).toEqual(format === 'prov' ? code : []);
    },
  );

  it('draws more with --all, and everything where no prediction is named', async () => {
    const nodes = async (...args: string[]): Promise<number> =>
      documentOf<{ nodes: number }>(await lineage(...args, '--json')).nodes;
    const [chain, all, whole] = [await nodes('BM-001037'), await nodes('BM-001037', '--all'), await nodes('--all')];
    expect(chain).toBeLessThan(all);
    expect(whole).toBe(all - 1);
    expect(await nodes('--all', '--as-of', '2025-01-13T10:00:00Z')).toBeLessThan(whole);
  });

  it('compare exits 10 where it is told to, and 0 otherwise', async () => {
    const chart = join(sampleCase, 'charts/pipeline.mmd');
    const outcome = await lineage('compare', chart, 'BM-001037', '--fail-on', 'difference');
    expect(outcome.code).toBe(10);
    expect(outcome.stdout).toContain('The records lack:\n  box  raw/bureau-scores.csv');
    expect(outcome.stdout).toContain('dataset  raw/application-calendar.csv');
    expect((await lineage('compare', chart, 'BM-001037')).code).toBe(0);
    const same = join(temporaryFolder(), 'same.dot');
    await lineage('BM-001037', '--format', 'dot', '--out', same);
    expect((await lineage('compare', same, 'BM-001037', '--fail-on', 'difference')).code).toBe(0);
  });

  it.each([
    ['a file that is not there', null, 'input/chart-missing', 3],
    ['a chart that cannot be read', 'flowchart LR\n a -->', 'input/chart-unreadable', 3],
    ['what is neither chart nor export', 'hello', 'input/lineage-unknown-format', 3],
  ])('compare refuses %s', async (_, text, code, exit) => {
    const file = join(temporaryFolder(), 'x');
    if (text !== null) writeFileSync(file, text);
    const outcome = await lineage('compare', file, '--json');
    expect([outcome.code, outcome.stdout.includes(code)]).toEqual([exit, true]);
  });

  it('refuses a drawing that it does not know, and a file that cannot be written', async () => {
    expect((await lineage('BM-001037', '--format', 'png')).code).toBe(2);
    expect((await lineage('BM-001037', '--out', '/nowhere/x')).code).toBe(8);
  });
});

describe('a command that tells of its own run', () => {
  it('names what it read by the lineage names, with the digests of the files', async () => {
    const [folder, events] = [temporaryFolder(), join(temporaryFolder(), 'events.ndjson')];
    const runId = '0194c0de-0000-7000-8000-00000000000a';
    const built = await commandLine(
      ...['build', 'BM-001037', '--case', sampleCase, '--out', join(folder, 'out'), '--json'],
      ...['--emit-lineage', events, '--emit-run-id', runId],
    );
    expect(built.code).toBe(0);
    const [start, end, ...others] = readFileSync(events, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Event);
    expect(others).toEqual([]);
    expect([start?.eventType, end?.eventType, end?.run.runId]).toEqual(['START', 'COMPLETE', runId]);
    const { files } = documentOf<{ files: { path: string; sha256: string }[] }>(built);
    expect(end?.outputs.map(({ facets }) => facets.dossier_digest.sha256)).toEqual(files.map(({ sha256 }) => sha256));
    expect(end?.inputs.map(({ namespace, name }) => `${namespace} ${name}`)).toEqual(
      expect.arrayContaining([
        'file://lake.harbor.example models/denial/v2/model.onnx',
        'dossier boston-mortgage/case.yaml',
      ]),
    );
  });

  it('audit warns where nobody takes its events, and goes on', async () => {
    const out = join(temporaryFolder(), 'audit');
    const emit = ['--emit-lineage', '/nowhere/at/all'];
    const { code, stdout } = await commandLine('audit', '--case', sampleCase, '--out', out, ...emit);
    expect(code).toBe(0);
    expect(stdout).toContain('pipeline/lineage-not-emitted');
    expect(readFileSync(join(out, 'audit.json'), 'utf8')).toContain('dossier.audit-record/1');
  });
});

interface Event {
  eventType: string;
  run: { runId: string };
  inputs: { namespace: string; name: string }[];
  outputs: { facets: { dossier_digest: { sha256: string } } }[];
}
