import { describe, expect, it } from 'vitest';
import type { CodeFileChange } from '../../src/core/evidence.ts';
import type { CodeAnswer } from '../../src/lineage/artefact-probe.ts';
import { found, preparedBy, probe, resolve, run, smallChain, textOfCommit, training } from './small-chain.ts';

const OTHER = 'd'.repeat(40);
const change: CodeFileChange = {
  ...{ path: 'features.py', status: 'modified', isNamed: true, added: 1, removed: 1 },
  ...{ diff: ['@@ -1,1 +1,1 @@', '-a', '+b'], isCut: false, withoutDiff: null },
};

describe('code that trained beside code that scored', () => {
  it('is not compared where both come from one commit', async () => {
    const { chain, codes } = await resolve({ events: preparedBy('c'.repeat(40)) });
    expect(chain.codeDifferences).toEqual([]);
    expect(chain.code.map(({ stage }) => stage)).toEqual(['scoring', 'scoring-features', 'training', 'features']);
    expect(codes).not.toContain('lineage/feature-code-differs');
  });

  it('is a finding where the file that made the inputs holds another text', async () => {
    const asked: unknown[] = [];
    const changes = async (...question: unknown[]) => {
      asked.push(question);
      return { files: [change], filesInAll: 1, isCut: false };
    };
    const { chain, issues } = await resolve({
      events: preparedBy(OTHER),
      probe: { ...textOfCommit, codeChanges: changes },
    });
    expect(chain.codeDifferences).toEqual([
      {
        ...{ pair: 'features', repository: 'repo', isSameText: false, files: [change], filesInAll: 1 },
        trainedBy: { job: { namespace: 'jobs', name: 'features' }, commit: 'c'.repeat(40), path: 'features.py' },
        scoredBy: { job: { namespace: 'jobs', name: 'features' }, commit: OTHER, path: 'features.py' },
      },
    ]);
    expect(asked).toEqual([['repo', 'c'.repeat(40), OTHER, ['score.py', 'features.py', 'train.py']]]);
    const [issue] = issues.filter(({ code }) => code === 'lineage/feature-code-differs');
    expect(issue).toMatchObject({ severity: 'warning', place: { file: 'e.ndjson' } });
    expect(issue?.message).toContain('its text differs');
  });

  it('is shown without a finding where the commits differ and the text does not', async () => {
    const { chain, codes } = await resolve({ events: preparedBy(OTHER) });
    expect(chain.codeDifferences).toMatchObject([{ pair: 'features', isSameText: true, files: null }]);
    expect(codes).not.toContain('lineage/feature-code-differs');
  });

  it('is a finding where different files made the inputs', async () => {
    const events = preparedBy(OTHER);
    for (const event of events.slice(-2)) event['job'].facets.sourceCodeLocation.path = 'serving.py';
    const { chain, codes } = await resolve({ events });
    expect(chain.codeDifferences).toMatchObject([{ pair: 'features', isSameText: null }]);
    expect(codes).toContain('lineage/feature-code-differs');
  });

  it('is a finding where two files of one commit made the inputs, unless they hold one text', async () => {
    const events = preparedBy('c'.repeat(40));
    for (const event of events.slice(-2)) event['job'].facets.sourceCodeLocation.path = 'serving.py';
    const textOfPath = {
      ...probe(),
      code: async (_: string, __: string, path: string | null) => texts[path ?? ''] ?? found,
    };
    const texts: Record<string, CodeAnswer> = { 'serving.py': { ...found, sha256: '8'.repeat(64) } };
    const { chain, codes } = await resolve({ events, probe: textOfPath });
    expect(chain.codeDifferences).toMatchObject([{ pair: 'features', scoredBy: { path: 'serving.py' } }]);
    expect(codes).toContain('lineage/feature-code-differs');
    const same = await resolve({ events });
    expect(same.chain.codeDifferences).toEqual([]);
  });

  it('takes a shortened id for the commit that it shortens, and a repository for itself however it is spelt', async () => {
    const events = preparedBy('c'.repeat(12));
    for (const event of events.slice(-2)) event['job'].facets.sourceCodeLocation.repoUrl = 'repo.git/';
    const { chain, codes } = await resolve({ events });
    expect(chain.codeDifferences).toEqual([]);
    expect(codes).not.toContain('lineage/feature-code-differs');
  });

  it('compares the training run with the scoring run as well', async () => {
    const events = smallChain();
    for (const event of events.slice(8)) event['job'].facets.sourceCodeLocation.version = OTHER;
    const { chain, codes } = await resolve({ events, probe: textOfCommit });
    expect(chain.codeDifferences).toMatchObject([{ pair: 'model', isSameText: null, scoredBy: { commit: OTHER } }]);
    expect(codes).toContain('lineage/code-differs');
  });

  it('does not compare two repositories', async () => {
    const events = preparedBy(OTHER);
    for (const event of events.slice(-2)) event['job'].facets.sourceCodeLocation.repoUrl = 'elsewhere';
    const codeChanges = async () => ({ files: [change], filesInAll: 1, isCut: false });
    const { chain } = await resolve({ events, probe: { ...probe(), codeChanges } });
    expect(chain.codeDifferences).toMatchObject([{ pair: 'features', files: null }]);
  });

  it('names every run that made an input of the scoring run', async () => {
    const second = training('more.parquet', '7');
    const events = preparedBy(OTHER);
    for (const event of events.slice(8, 10)) event['inputs'].push(structuredClone(second));
    events.push(...run({ id: 'more', job: 'more', from: '08:10', to: '08:20', inputs: [], outputs: [second] }));
    const { chain } = await resolve({ events });
    expect(chain.code.filter(({ stage }) => stage === 'scoring-features').map(({ path }) => path)).toEqual([
      'more.py',
      'features.py',
    ]);
  });
});

describe('a commit', () => {
  it('on no branch is a finding, and the tags that hold it are named', async () => {
    const { issues } = await resolve({ probe: probe(undefined, { ...found, branches: [], tags: ['v1', 'v2'] }) });
    const [issue] = issues.filter(({ code }) => code === 'lineage/commit-on-no-branch');
    expect(issue?.message).toMatch(/is on no branch, and only under v1, v2$/);
  });
});
