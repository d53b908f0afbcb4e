import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { silent } from '../../src/core/run-context.ts';
import { newestTime } from '../../src/lineage/newest-time.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../src/lineage/resolve-chain.ts';
import { artefactProbe } from '../../src/pipeline/artefact-probe.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { EVENTS, toldByAtlas, toldByDataHub, toldByMarquez } from './boston-retold.ts';
import { ndjson } from './small-chain.ts';

async function resolved(bytes: Uint8Array) {
  const context = { signal: new AbortController().signal, progress: silent };
  return withSession({ caseDirectory: 'sample-cases/boston-mortgage', context }, async (session) => {
    const { facts } = readLineage([{ path: 'x', bytes }]);
    const { chain, issues } = await resolveChain({
      facts,
      case: session.case,
      prediction: await session.log.find('BM-001037'),
      asOf: newestTime(facts) ?? '',
      probe: artefactProbe(session.folder, session.case),
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
});
