import { describe, expect, it } from 'vitest';
import { countFacts } from '../../src/lineage/count-facts.ts';
import type { Fact } from '../../src/lineage/fact.ts';

const stated = { at: '2025-01-01T00:00:00.000Z', grade: 'recorded' as const, citation: { file: 'x', at: '/0' } };
const name = (text: string) => ({ namespace: 'lake', name: text });
const use = (run: string, dataset: string, direction: 'input' | 'output'): Fact => ({
  ...stated,
  kind: 'run-dataset',
  run,
  dataset: name(dataset),
  version: null,
  direction,
  state: 'COMPLETE',
});

describe('countFacts', () => {
  it('counts edges between data sets once, however many runs make them', () => {
    const uses = ['r1', 'r2'].flatMap((run) => [
      use(run, 'a', 'input'),
      use(run, 'b', 'input'),
      use(run, 'c', 'output'),
    ]);
    expect(countFacts(uses)).toMatchObject({ datasets: 3, datasetEdges: 2, runs: 0 });
  });

  it('counts two names of a data set as one', () => {
    const alias: Fact = {
      ...stated,
      kind: 'dataset-alias',
      run: null,
      dataset: name('a'),
      version: null,
      alias: name('A'),
    };
    expect(countFacts([use('r', 'a', 'input'), use('r', 'A', 'input'), alias])).toMatchObject({
      datasets: 1,
      symlinks: 1,
    });
  });

  it('counts runs that lack a start or an end, and parents that are not there', () => {
    const state = (run: string, which: 'START' | 'COMPLETE'): Fact => ({
      ...stated,
      kind: 'run-state',
      run,
      job: name('j'),
      state: which,
    });
    const parent: Fact = { ...stated, kind: 'run-parent', run: 'r1', parent: 'lost' };
    expect(countFacts([state('r1', 'START'), state('r2', 'START'), state('r2', 'COMPLETE'), parent])).toMatchObject({
      jobs: 1,
      runs: 2,
      runsWithoutStart: 0,
      runsWithoutEnd: 1,
      parentLinks: 1,
      danglingParents: 1,
    });
  });

  it('gives no count of edges where a run would make more than a million', () => {
    const wide = Array.from({ length: 1100 }, (_, index) => [
      use('r', `i${index}`, 'input'),
      use('r', `o${index}`, 'output'),
    ]);
    expect(countFacts(wide.flat())).not.toHaveProperty('datasetEdges');
  });
});
