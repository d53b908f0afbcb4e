import { describe, expect, it } from 'vitest';
import type { Chart } from '../../src/lineage/chart.ts';
import { compareCharts } from '../../src/lineage/compare-charts.ts';
import type { DrawnGraph } from '../../src/lineage/drawn-graph.ts';
import { graphOf } from './hostile-graph.ts';

/** raw -> curate -> curated -> train -> model; the code of train beside it. */
function harvest(): DrawnGraph {
  const graph = graphOf(
    [
      { kind: 'dataset', label: 'raw/HMDA.csv' },
      { kind: 'run', label: 'screening.curate' },
      { kind: 'dataset', label: 'curated/hmda.parquet' },
      { kind: 'run', label: 'screening.train' },
      { kind: 'model', label: 'models/v2/model.onnx' },
      { kind: 'code', label: 'features/train.py' },
    ],
    [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [5, 3],
    ],
  );
  const [raw] = graph.nodes;
  raw?.names.push({ namespace: 'S3://Lake', name: '/applications.csv' });
  return graph;
}

const chart = (boxes: string[], joins: [number, number][]): Chart => ({
  nodes: boxes.map((label, index) => ({ id: `b${index}`, lines: label.split('\n') })),
  edges: joins.map(([from, to]) => ({ from: `b${from}`, to: `b${to}` })),
});

describe('a chart beside the harvest', () => {
  it('finds nothing where both say the same', () => {
    const boxes = harvest().nodes.map(({ label }) => label);
    const joins: [number, number][] = [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [5, 3],
    ];
    const { chartLacks, harvestLacks, ambiguous, matched } = compareCharts(chart(boxes, joins), harvest());
    expect([chartLacks, harvestLacks, ambiguous]).toEqual([{ nodes: [], arrows: [] }, { nodes: [], arrows: [] }, []]);
    expect(matched).toHaveLength(6);
  });

  it.each([
    ['case', 'RAW/hmda.CSV'],
    ['scheme and namespace', 's3://lake/applications.csv'],
    ['an alias without its namespace', 'Applications.csv'],
    ['namespace and name', 'lake/raw/hmda.csv'],
    ['the last part of the name, which no other has', 'hmda.csv'],
    ['a line of several', 'Raw data\nraw/hmda.csv'],
  ])('knows a thing regardless of %s', (_, label) => {
    expect(compareCharts(chart([label], []), harvest()).matched).toEqual([
      { chart: label.split('\n')[0], harvest: 'raw/HMDA.csv' },
    ]);
  });

  it('knows a job by the last part of its name', () => {
    expect(compareCharts(chart(['curate'], []), harvest()).matched[0]?.harvest).toBe('screening.curate');
  });

  it('lists what either side lacks, with names that are near', () => {
    const { chartLacks, harvestLacks } = compareCharts(chart(['raw/hmba.csv', 'Bureau'], []), harvest());
    expect(harvestLacks.nodes).toEqual([
      { name: 'raw/hmba.csv', near: ['raw/HMDA.csv'] },
      { name: 'Bureau', near: [] },
    ]);
    expect(chartLacks.nodes.map(({ name }) => name)).toEqual(harvest().nodes.map(({ label }) => label));
    expect(chartLacks.nodes[0]).toEqual({ kind: 'dataset', name: 'raw/HMDA.csv', near: ['raw/hmba.csv'] });
  });

  it('takes an arrow past what is not drawn for the same, and one the other way for another', () => {
    const past = compareCharts(chart(['raw/hmda.csv', 'model.onnx'], [[0, 1]]), harvest());
    expect([past.chartLacks.arrows, past.harvestLacks.arrows]).toEqual([[], []]);
    const back = compareCharts(chart(['raw/hmda.csv', 'model.onnx'], [[1, 0]]), harvest());
    expect(back.harvestLacks.arrows).toEqual([{ from: 'model.onnx', to: 'raw/hmda.csv' }]);
    expect(back.chartLacks.arrows).toEqual([{ from: 'raw/HMDA.csv', to: 'models/v2/model.onnx' }]);
  });

  it('chooses none of several that a name fits', () => {
    const graph = graphOf(
      [
        { kind: 'dataset', label: 'a/x.csv' },
        { kind: 'dataset', label: 'b/x.csv' },
      ],
      [],
    );
    const { ambiguous, matched, chartLacks, harvestLacks } = compareCharts(chart(['x.csv'], []), graph);
    expect(ambiguous).toEqual([{ chart: 'x.csv', candidates: ['a/x.csv', 'b/x.csv'] }]);
    expect([matched, chartLacks.nodes, harvestLacks.nodes]).toEqual([[], [], []]);
  });

  it('counts versions of one data set as one box', () => {
    const graph = graphOf(
      [
        { kind: 'dataset', label: 'x.csv' },
        { kind: 'dataset', label: 'x.csv' },
      ],
      [],
    );
    expect(compareCharts(chart(['x.csv'], []), graph)).toMatchObject({ ambiguous: [], chartLacks: { nodes: [] } });
    expect(compareCharts(chart([], []), graph).chartLacks.nodes).toHaveLength(1);
  });

  it('passes over the boxes of our own drawings that stand for several things', () => {
    const crowd = chart(['9 other runs\nnot on this chain', '9 other runs'], []);
    expect(compareCharts(crowd, harvest()).harvestLacks.nodes.map(({ name }) => name)).toEqual(['9 other runs']);
  });
});
