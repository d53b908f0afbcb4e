import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chain } from '../../src/core/evidence.ts';
import { silent } from '../../src/core/run-context.ts';
import { newestTime } from '../../src/lineage/newest-time.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../src/lineage/resolve-chain.ts';
import { artefactProbe } from '../../src/pipeline/artefact-probe.ts';
import { withSession } from '../../src/pipeline/session.ts';
import {
  altered,
  bytesOf,
  dataset,
  model,
  prediction,
  probe,
  resolve,
  run,
  smallChain,
  training,
} from './small-chain.ts';

const EXPORT = 'lineage/events.ndjson';

/** Resolves one prediction of the sample case with its real files and its real repository. */
async function sample(id: string, change: (lines: string[]) => string[] = (lines) => lines) {
  const context = { signal: new AbortController().signal, progress: silent };
  return withSession({ caseDirectory: 'sample-cases/boston-mortgage', context }, async (session) => {
    const text = new TextDecoder().decode(await session.folder.read(EXPORT));
    const lines = change(text.split('\n').filter((line) => line !== ''));
    const { facts } = readLineage([{ path: EXPORT, bytes: bytesOf(lines.join('\n')) }]);
    return resolveChain({
      facts,
      case: session.case,
      prediction: await session.log.find(id),
      asOf: newestTime(facts) ?? '',
      probe: artefactProbe(session.folder, session.case),
    });
  });
}

const allVerified = ({ model: artefact, training: data, upstream, code }: Chain): boolean =>
  [artefact, data, ...upstream, ...code].every((link) => link?.verified === true);

describe('the sample case', () => {
  it('leads BM-001037 to model v2 by the run that was made again', async () => {
    const { chain, issues } = await sample('BM-001037');
    expect(chain.model).toMatchObject({ name: 'models/denial/v2/model.onnx', modelVersion: 'v2', grade: 'verified' });
    expect(chain.runs.scoring).toMatchObject({ state: 'COMPLETE', startedAt: '2025-05-30T22:00:00.000Z' });
    expect(chain.training).toMatchObject({
      name: 'features/training-v2.parquet',
      rows: 1337,
      ...{ owners: ['team:mortgage-data'], stewards: [], domains: [] },
    });
    expect(chain.featureCode).toMatchObject({ path: 'mortgage_features/features.py', author: 'Ingrid Solberg' });
    expect(chain.code.map(({ stage }) => stage)).toEqual([
      'scoring',
      'scoring-features',
      'training',
      'features',
      'upstream',
    ]);
    expect(allVerified(chain)).toBe(true);
    expect(issues.map(({ severity }) => severity)).toEqual(['info', 'info', 'info']);
  });

  it('leads BM-002210 to model v1, though v2 had been trained by the time of the export', async () => {
    const { chain } = await sample('BM-002210');
    expect(chain.model).toMatchObject({ name: 'models/denial/v1/model.onnx', modelVersion: 'v1', grade: 'verified' });
    expect(chain.training).toMatchObject({ name: 'features/training-v1.parquet' });
    expect(chain.upstream.map(({ name, depth }) => [name, depth])).toEqual([
      ['curated/hmda.parquet', 1],
      ['raw/application-calendar.csv', 2],
      ['raw/hmda.csv', 2],
    ]);
    expect(allVerified(chain)).toBe(true);
  });

  it('leads every model input back to a raw column', async () => {
    const { chain } = await sample('BM-001037');
    expect(chain.columns).toHaveLength(19);
    const origin = (column: string) => chain.columns.find((each) => each.column === column)?.sources;
    const raw = { dataset: 'raw/hmda.csv', masked: false };
    expect(origin('pirat')).toEqual([{ ...raw, column: 'pirat', transformation: 'IDENTITY' }]);
    expect(origin('chist_3')).toEqual([{ ...raw, column: 'chist', transformation: 'TRANSFORMATION' }]);
    expect(new Set(chain.columns.flatMap(({ sources }) => sources.map(({ dataset: name }) => name)))).toEqual(
      new Set(['raw/hmda.csv']),
    );
  });

  it('says what is gone when the lineage is cut in half', async () => {
    const { chain, issues } = await sample('BM-001037', (lines) => lines.slice(0, 33));
    expect(chain.runs.scoring).toBeNull();
    expect(chain.model).toBeNull();
    expect(issues.map(({ code }) => code)).toEqual(['lineage/run-missing', 'lineage/model-missing']);
  });
});

describe('resolveChain', () => {
  it('gives the same chain for any order of the events', async () => {
    const bare = (chain: Chain): string =>
      JSON.stringify(chain, (key, value: unknown) => (key === 'citations' ? undefined : value));
    const expected = bare((await resolve()).chain);
    const order = fc.shuffledSubarray(smallChain(), { minLength: 10 });
    await fc.assert(
      fc.asyncProperty(order, async (events) => {
        expect(bare((await resolve({ events })).chain)).toBe(expected);
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('draws only the chain, from the sources to the prediction', async () => {
    const { chain } = await resolve();
    const label = (id: string) => chain.graph.nodes.find((node) => node.id === id)?.label;
    expect(chain.graph.edges.map(({ from, to }) => `${label(from)} > ${label(to)}`)).toEqual([
      'score > P',
      'm2.onnx > score',
      'train > m2.onnx',
      'training.parquet > train',
      'features > training.parquet',
      'score.py > score',
      'train.py > train',
      'features.py > features',
      'raw.csv > features',
    ]);
    expect(new Set(chain.graph.nodes.map(({ id }) => id)).size).toBe(chain.graph.nodes.length);
  });

  it('draws many sources of one run as one node', async () => {
    const events = altered((all) => {
      for (const at of [0, 1])
        all[at]!['inputs'] = Array.from({ length: 40 }, (_, index) => dataset(`raw-${index}`, '0'));
    });
    const { chain } = await resolve({ events });
    expect(chain.upstream).toHaveLength(40);
    expect(chain.graph.nodes).toHaveLength(10);
    const folded = chain.graph.nodes.find(({ label }) => label === '40 data sets');
    // Their files are not at hand.
    expect(folded?.status).toBe('broken');
    expect(chain.graph.edges).toContainEqual({ from: folded?.id, to: 'run:features' });
  });

  it('draws at most 25 nodes, however much lies upstream', async () => {
    const events = altered((all) => {
      for (const at of [0, 1])
        all[at]!['inputs'] = Array.from({ length: 40 }, (_, index) => dataset(`made-${index}`, '0'));
      for (let index = 0; index < 40; index += 1) {
        const [inputs, outputs] = [[], [dataset(`made-${index}`, '0')]];
        all.push(...run({ id: `m-${index}`, job: `m-${index}`, from: '00:10', to: '00:20', inputs, outputs }));
      }
    });
    const { chain } = await resolve({ events });
    expect(chain.graph.nodes).toHaveLength(25);
    expect(chain.graph.nodes.find(({ id }) => id === 'left-out')?.label).toMatch(/^\d+ more$/);
    const ids = new Set(chain.graph.nodes.map(({ id }) => id));
    expect(chain.graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
  });

  it('ends where data sets are made from each other', async () => {
    const [a, b] = [dataset('a', null), dataset('b', null)];
    const events = [
      ...run({ id: 'ab-0', job: 'x', from: '00:01', to: '00:02', inputs: [a], outputs: [b] }),
      ...run({ id: 'ba-0', job: 'y', from: '00:03', to: '00:04', inputs: [b], outputs: [a] }),
      ...run({ id: 'ab-1', job: 'x', from: '00:05', to: '00:06', inputs: [a], outputs: [b] }),
      ...run({
        id: 'features',
        job: 'features',
        from: '01:00',
        to: '02:00',
        inputs: [b],
        outputs: [training('training.parquet', '1')],
      }),
      ...smallChain().slice(6),
    ];
    const { chain } = await resolve({ events });
    expect(chain.upstream.map(({ name, depth, producedBy }) => [name, depth, producedBy])).toEqual([
      ['b', 1, 'ab-1'],
      ['a', 2, 'ba-0'],
    ]);
  });

  it('takes the training data for the input that holds every model input', async () => {
    const events = altered((all) => {
      for (const at of [6, 7]) all[at]!['inputs'].push(dataset('settings.json', '8'));
    });
    expect((await resolve({ events })).chain.training?.name).toBe('training.parquet');
  });

  it('takes the declared model where a shadow model was read beside it', async () => {
    const events = altered((all) => {
      for (const at of [8, 9]) all[at]!['inputs'].unshift(model('m1.onnx', '2'));
    });
    const { chain } = await resolve({ events });
    expect(chain.model?.name).toBe('m2.onnx');
  });

  it('finds a model by its name where no type is recorded', async () => {
    const events = altered((all) => {
      for (const event of all)
        for (const use of [...event['inputs'], ...event['outputs']]) delete use.facets.datasetType;
    });
    expect((await resolve({ events })).chain.model).toMatchObject({ name: 'm2.onnx', verified: true });
  });

  it('finds the run that wrote a version by the digest recorded for it', async () => {
    const sha256 = `sha256:${'3'.repeat(64)}`;
    const numbered = { version: { datasetVersion: '7' }, checksum: { algorithm: 'SHA-256', value: '3'.repeat(64) } };
    const events = altered((all) => {
      for (const index of [6, 7]) all[index]!['outputs'] = [model('m2.onnx', null, numbered)];
    });
    const { chain, codes } = await resolve({ events });
    expect(chain.runs.training).toMatchObject({ id: 'train-2', grade: 'recorded' });
    expect(chain.model).toMatchObject({ version: sha256, verified: true });
    expect(codes).toEqual(['lineage/columns-untraced', 'lineage/source-data']);
  });

  it('reads run ids and the hosts of namespaces without regard to case', async () => {
    const events = altered((all) => {
      for (const event of all) event['run'].runId = String(event['run'].runId).toUpperCase();
      for (const index of [6, 7]) all[index]!['outputs'][0].namespace = 'S3://Lake/';
      for (const index of [8, 9]) all[index]!['inputs'][0].namespace = 's3://lake';
    });
    const uuid = 'ABCDEF01-2345-6789-ABCD-EF0123456789';
    for (const index of [8, 9]) events[index]!['run'].runId = uuid;
    const { chain } = await resolve({ events, prediction: { runId: uuid.toLowerCase() } });
    expect(chain.runs.scoring).not.toBeNull();
    expect(chain.runs.training).not.toBeNull();
  });

  it('draws the data that was scored into the scoring run', async () => {
    const events = altered((all) => {
      for (const index of [8, 9]) all[index]!['inputs'].push(dataset('score.parquet', '9'));
    });
    const { chain } = await resolve({ events });
    const node = chain.graph.nodes.find(({ label }) => label === 'score.parquet');
    expect(chain.graph.edges).toContainEqual({ from: node?.id, to: 'run:score-2' });
  });

  it('takes two stated names for one data set', async () => {
    const alias = { identifiers: [{ namespace: 'registry', name: 'denial' }] };
    const events = altered((all) => {
      all[7]!['outputs'] = [model('m2.onnx', '3', { symlinks: alias })];
      for (const at of [8, 9]) {
        all[at]!['inputs'] = [{ ...model('denial', '3'), namespace: 'registry' }];
      }
    });
    const { chain } = await resolve({ events });
    expect(chain.runs.training?.id).toBe('train-2');
    expect(chain.model).toMatchObject({ path: 'lake/m2.onnx', verified: true });
  });

  it('takes the word of the case when the run is lost and only one version of the model exists', async () => {
    const { chain, codes } = await resolve({ prediction: { runId: 'lost' } });
    expect(chain.model).toMatchObject({ name: 'm2.onnx', grade: 'declared', verified: true });
    expect(codes).toContain('lineage/run-missing');
  });

  it('infers the run from the time of the decision where the log names none', async () => {
    const { chain } = await resolve({ prediction: { runId: null } });
    expect(chain.runs.scoring).toMatchObject({ id: 'score-2', grade: 'inferred' });
    expect(chain.model?.grade).toBe('inferred');
  });

  it('refuses a moment that is no time', async () => {
    await expect(resolve({ asOf: 'tomorrow' })).rejects.toMatchObject({ code: 'usage/time-invalid' });
    const bad = { ...prediction, decidedAt: '' };
    await expect(resolve({ prediction: bad, probe: probe() })).rejects.toMatchObject({ code: 'usage/time-invalid' });
  });
});
