import { beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import type { Chain, PredictionRecord } from '../../src/core/evidence.ts';
import { silent } from '../../src/core/run-context.ts';
import type { ArtefactProbe } from '../../src/lineage/artefact-probe.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../src/lineage/resolve-chain.ts';
import { artefactProbe } from '../../src/pipeline/artefact-probe.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { eventLines, toldByDataHub, toldByMarquez } from './boston-retold.ts';
import { corruptions } from './corrupted-events.ts';

let right: Awaited<ReturnType<typeof resolved>>;
let given: { case: Case; prediction: PredictionRecord; probe: ArtefactProbe };

beforeAll(async () => {
  const context = { signal: new AbortController().signal, progress: silent };
  given = await withSession({ caseDirectory: 'sample-cases/boston-mortgage', context }, async (session) => ({
    case: session.case,
    prediction: await session.log.find('BM-001037'),
    probe: artefactProbe(session.folder, session.case),
  }));
  right = await resolved(eventLines().join('\n'));
});

async function resolved(text: string) {
  const read = readLineage([{ path: 'events.ndjson', bytes: new TextEncoder().encode(text) }]);
  const { chain, issues } = await resolveChain({ ...given, facts: read.facts, asOf: '2025-12-31T00:00:00Z' });
  return { chain, issues: [...read.issues, ...issues] };
}

/** What the answer says, without where it is written. */
function answer({ model, runs, training, code, upstream }: Chain) {
  return {
    model: model && [model.name, model.recordedSha256, model.verified, model.grade],
    runs: [runs.scoring?.id, runs.training?.id],
    training: training && [training.name, training.recordedSha256, training.verified],
    code: code.map(({ stage, commit, path }) => [stage, commit, path]),
    upstream: upstream.map(({ name, recordedSha256, producedBy }) => [name, recordedSha256, producedBy]),
  };
}

describe('sixty corruptions of the lineage', () => {
  it.each(corruptions())('%s', async (_, { lines, named }) => {
    const { chain, issues } = await resolved(`${lines.join('\n')}\n`);
    const added = issues.filter((issue) => !right.issues.some((known) => known.message === issue.message));
    if (named === null) {
      expect(answer(chain)).toEqual(answer(right.chain));
      expect(added).toEqual([]);
      return;
    }
    const places = added.map(({ code, message, place }) => `${code} ${message} ${place?.at}`);
    const naming = places.filter((place) => place.startsWith(`${named.code} `) && place.includes(named.about));
    expect(naming, places.join('\n')).not.toEqual([]);
    const isRight = (part: (chain: Chain) => unknown): boolean =>
      JSON.stringify(part(chain)) === JSON.stringify(part(right.chain));
    const { model } = chain;
    // Never another model than the one that decided; where its digest is another, it is not verified.
    if (model !== null)
      expect([model.name, model.verified && model.sha256]).toEqual([
        right.chain.model?.name,
        model.verified && right.chain.model?.sha256,
      ]);
    const wrong = [
      isRight(({ model: found }) => found?.recordedSha256),
      isRight(({ training }) => [training?.name, training?.recordedSha256]),
      isRight(({ featureCode }) => featureCode?.commit),
    ].includes(false);
    if (wrong) expect(added.filter(({ severity }) => severity === 'error' || severity === 'warning')).not.toEqual([]);
  });
});

describe.each([
  ['Marquez', toldByMarquez],
  ['DataHub', toldByDataHub],
])('the same corruptions told by %s', (_, told) => {
  it('lead to the same model, run by run, or to a break that was not there before', async () => {
    const textOf = (lines: string[]): string =>
      told(lines)
        .map((record) => JSON.stringify(record))
        .join('\n');
    const before = await resolved(textOf(eventLines()));
    const known = new Set(before.issues.map(({ message }) => message));
    // One of each kind.
    for (const [title, { lines, named }] of corruptions().filter((_, seed) => seed % 5 === 0)) {
      const { chain, issues } = await resolved(textOf(lines));
      const isSame = JSON.stringify(answer(chain)) === JSON.stringify(answer(before.chain));
      const added = issues.filter(({ message }) => !known.has(message));
      expect(isSame || added.length > 0, title).toBe(true);
      if (named === null) expect([title, answer(chain)]).toEqual([title, answer(before.chain)]);
      if (chain.model?.verified) expect([title, chain.model.sha256]).toEqual([title, right.chain.model?.sha256]);
    }
  });
});
