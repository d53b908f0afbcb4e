import type { Chart, ChartNode } from './chart.ts';
import { chartBuilder } from './chart.ts';
import type { DrawnGraph, DrawnNode } from './drawn-graph.ts';
import { shownText } from './shown-text.ts';

/** What another export records, as a chart: one box for all versions of a data set, runs of a job or commits of a file. */
export function chartOfGraph({ nodes, edges }: DrawnGraph, file: string): Chart {
  const builder = chartBuilder(file);
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]));
  for (const { id, lines } of boxes.values()) builder.node(id, lines);
  for (const { from, to } of edges) {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (start !== undefined && end !== undefined && start.id !== end.id) builder.edge(start.id, end.id);
  }
  return builder.chart();
}

function boxOf({ kind, label, names, path }: DrawnNode): ChartNode {
  const spelled = names.map(({ namespace, name }) => `${namespace}/${name}`);
  return {
    id: JSON.stringify([kind, spelled, path]),
    lines: [label, ...(kind === 'code' ? [] : spelled)].map(shownText),
  };
}
