import { describe, expect, it } from 'vitest';
import type { DeclaredLink } from '../../src/core/links.ts';
import { altered, digest, type Event, model, resolve, training } from './small-chain.ts';

const word = { by: 'A. Person', on: '2025-06-01', because: 'seen in the build log' };
const lake = (name: string) => ({ namespace: 'lake', name });
const both = (all: Event[], at: number, change: (event: Event) => void): void => all.slice(at, at + 2).forEach(change);

const noTrainingOutput = altered((all) => both(all, 6, (event) => (event['outputs'] = [])));
const noTrainingInput = altered((all) => both(all, 6, (event) => (event['inputs'] = [])));
const noCode = altered((all) => both(all, 8, (event) => delete event['job'].facets.sourceCodeLocation));
const renamed = altered((all) => both(all, 8, (event) => (event['inputs'] = [model('served.onnx', '3')])));

const producedBy: DeclaredLink = {
  ...{ kind: 'produced-by', dataset: lake('m2.onnx'), version: `sha256:${digest('3')}`, run: 'train-2' },
  ...word,
};
const trainedOn: DeclaredLink = {
  ...{ kind: 'trained-on', run: 'train-2', dataset: lake('training.parquet'), version: `sha256:${digest('1')}` },
  ...word,
};
const codeOf: DeclaredLink = {
  ...{ kind: 'code-of', run: 'score-2', repository: 'repo', path: 'score.py', commit: 'c'.repeat(40) },
  ...word,
};
const sameAs: DeclaredLink = { kind: 'same-as', datasets: [lake('served.onnx'), lake('m2.onnx')], ...word };

describe('declared links', () => {
  it('lead to the run that no record names as the maker, which is held as declared', async () => {
    expect((await resolve({ events: noTrainingOutput })).chain.runs.training).toBeNull();
    const { chain, codes, issues } = await resolve({ events: noTrainingOutput, links: [producedBy] });
    expect(chain.runs.training).toMatchObject({ id: 'train-2', grade: 'declared' });
    expect(chain.model?.citations).toContainEqual({ file: 'links.yaml', at: 'line 1' });
    expect(codes).toContain('lineage/link-declared');
    expect(issues.find(({ code }) => code === 'lineage/link-declared')?.message).toBe(
      `A. Person declared on 2025-06-01 that run train-2 made m2.onnx at version sha256:${digest('3')}: seen in the build log`,
    );
    expect(chain.completeness.find(({ hop }) => hop === 'training-run')?.missing).toEqual([
      'the training run, by a record',
    ]);
  });

  it('lead to training data that no record names, which is not counted as held', async () => {
    const { chain } = await resolve({ events: noTrainingInput, links: [trainedOn] });
    expect(chain.training).toMatchObject({ name: 'training.parquet', verified: true });
    expect(chain.completeness.find(({ hop }) => hop === 'training-data')?.held).toBe(1);
  });

  it('give a run its code', async () => {
    const { chain, codes } = await resolve({ events: noCode, links: [codeOf] });
    expect(codes).not.toContain('lineage/code-missing');
    expect(chain.code.find(({ stage }) => stage === 'scoring')).toMatchObject({ path: 'score.py', grade: 'declared' });
  });

  it('make two names one data set', async () => {
    expect((await resolve({ events: renamed })).chain.model).toBeNull();
    const { chain } = await resolve({ events: renamed, links: [sameAs] });
    expect(chain.model?.sha256).toBe(digest('3'));
    expect(chain.runs.training?.id).toBe('train-2');
  });

  it.each<[string, DeclaredLink]>([
    ['another maker', { ...producedBy, run: 'train-1' }],
    ['another version of what a run wrote', { ...producedBy, version: `sha256:${digest('7')}` }],
    ['other training data', { ...trainedOn, dataset: lake('raw.csv') }],
    ['another version of the training data', { ...trainedOn, version: `sha256:${digest('7')}` }],
    ['another commit', { ...codeOf, commit: 'd'.repeat(40) }],
    [
      'one data set where a run reads one and writes the other',
      { ...sameAs, datasets: [lake('training.parquet'), lake('m2.onnx')] },
    ],
  ])('never put %s in the place of a record', async (_, link) => {
    const without = await resolve();
    const { chain, codes } = await resolve({ links: [link] });
    expect(codes).toContain('lineage/declaration-conflict');
    expect(chain).toEqual(without.chain);
  });

  it('say nothing new where the records say the same', async () => {
    const { drawn, ...told } = await resolve({ links: [producedBy, trainedOn, codeOf] });
    const { drawn: recorded, ...silent } = await resolve();
    expect(told).toEqual(silent);
    expect(drawn()).toEqual(recorded());
  });

  it('of a run that no record tells of are named, and not used', async () => {
    const { codes } = await resolve({ links: [{ ...producedBy, run: 'nobody' }] });
    expect(codes).toContain('lineage/reference-dangling');
  });

  it('are not known before they were declared', async () => {
    const { codes } = await resolve({ events: noTrainingOutput, links: [producedBy], asOf: '2025-05-31T00:00:00Z' });
    expect(codes).toContain('lineage/training-run-missing');
    expect(codes).not.toContain('lineage/link-declared');
  });

  it('complete an input of which only the version is not recorded', async () => {
    const events = altered((all) => both(all, 6, (event) => (event['inputs'] = [training('training.parquet', null)])));
    const { chain } = await resolve({ events, links: [trainedOn] });
    expect(chain.training?.recordedSha256).toBe(digest('1'));
  });
});
