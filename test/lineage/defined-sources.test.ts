import { describe, expect, it } from 'vitest';
import { breakLog } from '../../src/lineage/break-log.ts';
import type { ChainContext } from '../../src/lineage/chain-context.ts';
import { definedSources } from '../../src/lineage/defined-sources.ts';
import type { Fact } from '../../src/lineage/fact.ts';
import { foldGraph } from '../../src/lineage/graph.ts';

const at = '2025-01-01T00:00:00.000Z';
const named = (name: string) => ({ namespace: 'lake', name });
const about = (name: string) => ({
  at,
  grade: 'recorded' as const,
  citation: { file: 'x', at: name },
  dataset: named(name),
  version: null,
  run: null,
});
const derived = (name: string, source: string, sourceVersion: string | null = null): Fact => ({
  ...about(name),
  kind: 'dataset-derivation',
  source: named(source),
  sourceVersion,
});

/** Sources of `training`, as name and depth, and the codes of what was reported. */
function sources(facts: Fact[]) {
  const breaks = breakLog();
  const graph = foldGraph(facts, '9999');
  const context = { graph, breaks } as unknown as ChainContext;
  const found = definedSources(context, { dataset: graph.identity.keyOf(named('training')), version: '1' });
  return {
    found: found.map(({ use, depth }) => [graph.identity.namesOf(use.dataset)[0]?.name, use.version, depth]),
    codes: breaks.issues.map(({ code }) => code),
  };
}

describe('definedSources', () => {
  it('leads from source to source, nearest first, and names those without a version', () => {
    expect(sources([derived('training', 'curated', '7'), derived('curated', 'raw')])).toEqual({
      found: [
        ['curated', '7', 1],
        ['raw', null, 2],
      ],
      codes: ['lineage/version-missing'],
    });
  });

  it('passes through views, which hold no data of their own', () => {
    const facts: Fact[] = [
      derived('training', 'view'),
      { ...about('view'), kind: 'dataset-type', type: 'FEATURE_VIEW' },
      derived('view', 'table', '3'),
    ];
    expect(sources(facts)).toEqual({ found: [['table', '3', 1]], codes: [] });
  });

  it('ends where data sets are made from each other in a circle', () => {
    const { found } = sources([derived('training', 'a', '1'), derived('a', 'b', '1'), derived('b', 'training', '1')]);
    expect(found).toEqual([
      ['a', '1', 1],
      ['b', '1', 2],
    ]);
  });

  it('leaves out what a run is said to have derived: that run is no part of the chain', () => {
    const facts: Fact[] = [{ ...derived('training', 'a', '1'), run: 'r' } as Fact];
    expect(sources(facts)).toEqual({ found: [], codes: [] });
  });
});
