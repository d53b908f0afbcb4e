import { describe, expect, it } from 'vitest';
import type { GraphBlock } from '../../../src/core/block.ts';
import type { Attribution, FeatureFacts } from '../../../src/core/findings.ts';
import { sourceGraph } from '../../../src/sections/parts/source-graph.ts';
import { attributionFinding } from '../../fixtures/records/findings.ts';

const words = (key: string, values: object = {}): string => `${key} ${Object.values(values).join(' ')}`.trim();

function graphOf(change: (features: FeatureFacts[]) => FeatureFacts[], given: Partial<Attribution> = {}) {
  const features = change(attributionFinding.features);
  return sourceGraph(words, { ...attributionFinding, features, ...given }) as GraphBlock[];
}

describe('the drawing of source columns', () => {
  it('leads each principal reason back to its columns, in the order of the reasons', () => {
    const graphs = graphOf((features) => features);
    const round = graphs.flatMap(({ nodes }) => nodes.filter(({ shape }) => shape === 'round'));
    expect(round.map(({ label }) => label)).toEqual([
      'source-graph.feature 1 Loan to value of the property',
      'source-graph.feature 2 Total debt payments to income',
    ]);
    const graph = graphs.at(-1);
    const ofSecond = graph?.edges.filter(({ to }) => to === 'feature:payment-to-income').map(({ from }) => from);
    const labels = graph?.nodes
      .filter(({ id }) => ofSecond?.includes(id))
      .map(({ label, detail, shape }) => [label, detail, shape]);
    expect(labels).toEqual([
      ['pirat', 'source-graph.source raw/hmda.csv source-graph.identity', 'cylinder'],
      ['ssn', 'source-graph.source.masked raw/hmda.csv source-graph.indirect', 'box'],
    ]);
  });

  it('draws a column that two features share once, and twice where it was used in two ways', () => {
    const source = { dataset: 'd', column: 'c', transformation: 'IDENTITY', masked: false };
    const shared = graphOf((features) => features.map((feature) => ({ ...feature, sources: [source] })));
    expect(shared[0]?.nodes.filter(({ label }) => label === 'c')).toHaveLength(1);
    expect(shared[0]?.edges).toHaveLength(2);
    const apart = graphOf((features) =>
      features.map((feature, at) => ({
        ...feature,
        sources: [{ ...source, transformation: at === 0 ? 'INDIRECT' : 'IDENTITY' }],
      })),
    );
    expect(apart[0]?.nodes.filter(({ label }) => label === 'c')).toHaveLength(2);
  });

  it('has a drawing for each reason where one of all would be a tangle, and leaves out first what only steered', () => {
    const sources = Array.from({ length: 8 }, (_, at) => ({
      ...{ dataset: 'd', column: `c${at}`, masked: false },
      transformation: at === 0 ? 'INDIRECT' : 'AGGREGATION',
    }));
    const graphs = graphOf((features) =>
      features.map((feature) => ({
        ...feature,
        sources: sources.map((source) => ({ ...source, column: `${feature.name} ${source.column}` })),
      })),
    );
    expect(graphs.map(({ nodes }) => nodes.length)).toEqual([8, 8]);
    expect(graphs.map(({ nodes }) => nodes[0]?.label.slice(0, 22))).toEqual([
      'source-graph.feature 1',
      'source-graph.feature 2',
    ]);
    const labels = graphs.flatMap(({ nodes }) => nodes.map(({ label }) => label));
    expect(labels.filter((label) => / c\d$/.test(label)).map((label) => label.slice(-2))).not.toContain('c0');
  });

  it('counts what it leaves out', () => {
    const [graph] = graphOf((features) => features);
    const sources = attributionFinding.features.find(({ name }) => name === 'loan-to-value')?.sources.length ?? 0;
    expect(sources).toBeGreaterThan(6);
    expect(graph?.nodes.find(({ id }) => id === 'more:loan-to-value')?.label).toBe(`source-graph.more ${sources - 6}`);
  });

  it('is not there without reasons, or where the lineage knows no column', () => {
    expect(graphOf((features) => features, { reasons: [] })).toEqual([]);
    expect(graphOf((features) => features.map((feature) => ({ ...feature, sources: [] })))).toEqual([]);
  });
});
