import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { silent } from '../../src/core/run-context.ts';
import { newestTime } from '../../src/lineage/newest-time.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../src/lineage/resolve-chain.ts';
import { artefactProbe } from '../../src/pipeline/artefact-probe.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { EVENTS, sageMakerRun, toldByAtlas, toldByAws, toldByDataHub, toldByMarquez } from './boston-retold.ts';
import { ndjson } from './small-chain.ts';

/** In AWS the files lie in a bucket, and the log names the job that SageMaker ran. */
interface Elsewhere {
  runId?: (id: string) => string;
  models?: (version: string, dataset: string) => string;
}

async function resolved(bytes: Uint8Array, { runId = (id) => id, models = (_, name) => name }: Elsewhere = {}) {
  const context = { signal: new AbortController().signal, progress: silent };
  return withSession({ caseDirectory: 'sample-cases/boston-mortgage', context }, async (session) => {
    const { facts } = readLineage([{ path: 'x', bytes }]);
    const prediction = await session.log.find('BM-001037');
    const declaration = {
      ...session.case,
      stores: [...session.case.stores, { namespace: 's3://lake.harbor.example', root: 'lake' }],
      models: session.case.models.map((model) => ({ ...model, dataset: models(model.version, model.dataset) })),
    };
    const { chain, issues } = await resolveChain({
      facts,
      case: declaration,
      prediction: { ...prediction, runId: prediction.runId === null ? null : runId(prediction.runId) },
      asOf: newestTime(facts) ?? '',
      probe: artefactProbe(session.folder, declaration),
    });
    return { chain, codes: [...new Set(issues.map(({ code }) => code))].sort() };
  });
}

/** The chain without what only some systems carry: names as far as they agree, runs and the bytes at hand. */
async function links(bytes: Uint8Array) {
  const { chain } = await resolved(bytes);
  return {
    model: chain.model?.sha256,
    scoring: chain.runs.scoring?.id,
    trained: chain.runs.training?.id,
    training: chain.training?.sha256,
    upstream: chain.upstream.map(({ sha256, producedBy }) => [sha256, producedBy]).sort(),
  };
}

const SYSTEMS = { Marquez: toldByMarquez(), DataHub: toldByDataHub(), Atlas: toldByAtlas() };

describe('the sample case told by catalogues', () => {
  it.each(Object.entries(SYSTEMS))(
    '%s leads to the same model, runs, training data and sources',
    async (_, records) => {
      const told = await links(readFileSync(EVENTS));
      expect(told.upstream).toHaveLength(3);
      expect(await links(ndjson(records))).toEqual(told);
    },
  );

  it('Marquez keeps the versions; the code of a run is what it cannot tell', async () => {
    const { chain, codes } = await resolved(ndjson(SYSTEMS.Marquez));
    expect([chain.model?.grade, chain.training?.verified]).toEqual(['verified', true]);
    expect(codes).toEqual(['lineage/code-missing', 'lineage/source-data', 'lineage/steward-missing']);
  });

  it('DataHub keeps the version and digest of models, and no version of data', async () => {
    const { chain, codes } = await resolved(ndjson(SYSTEMS.DataHub));
    expect([chain.model?.grade, chain.training?.verified]).toEqual(['verified', false]);
    expect(codes).toEqual([
      'lineage/code-missing',
      'lineage/columns-untraced',
      'lineage/digest-missing',
      'lineage/source-data',
      'lineage/steward-missing',
      'lineage/version-missing',
    ]);
  });

  it('Atlas keeps neither, so that its model is inferred and never verified', async () => {
    const { chain, codes } = await resolved(ndjson(SYSTEMS.Atlas));
    expect([chain.model?.grade, chain.training?.verified]).toEqual(['inferred', false]);
    expect(codes).toContain('lineage/version-missing');
    expect(codes).toContain('lineage/digest-missing');
  });

  it('adds nothing that contradicts the events where Marquez and they are given together', async () => {
    const events = readFileSync(EVENTS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(await links(ndjson([{ events }, ...SYSTEMS.Marquez]))).toEqual(await links(ndjson(events)));
  });

  it('AWS keeps the runs, the digest and code of models; of data no version, of Glue runs no inputs', async () => {
    const told = await links(readFileSync(EVENTS));
    const { chain, codes } = await resolved(ndjson(toldByAws()), { runId: sageMakerRun });
    expect([chain.model?.sha256, chain.model?.verified]).toEqual([told.model, true]);
    expect(chain.runs.scoring?.id).toBe(sageMakerRun(told.scoring ?? ''));
    expect(chain.runs.training?.id).toBe(sageMakerRun(told.trained ?? '', 'training-job'));
    expect(chain.training).toMatchObject({ sha256: told.training, verified: false, version: null });
    expect(chain.upstream.map(({ name }) => name)).toEqual(['curated/hmda.parquet']);
    expect(codes).toEqual([
      'lineage/code-missing',
      'lineage/columns-untraced',
      'lineage/digest-missing',
      'lineage/owner-missing',
      'lineage/source-data',
      'lineage/steward-missing',
      'lineage/version-missing',
    ]);
  });

  it('AWS leads a version of a model package group to the job that made it', async () => {
    const { chain } = await resolved(ndjson(toldByAws()), {
      runId: () => 'nobody',
      models: (version, dataset) => (version === 'v2' ? 'denial/2' : dataset),
    });
    const told = await links(readFileSync(EVENTS));
    expect(chain.model).toMatchObject({ sha256: told.model, verified: true, grade: 'inferred' });
    expect(chain.runs.training?.id).toBe(sageMakerRun(told.trained ?? '', 'training-job'));
  });
});
