import { datasetNodeId, runNodeId, shownName } from './chain-context.ts';
import { versionWords } from './chain-graph.ts';
import { codeNodeId } from './code-records.ts';
import { stated } from './describe-dataset.ts';
import { type DrawnGraph, type DrawnNode, meant } from './drawn-graph.ts';
import type { AsOfGraph } from './graph.ts';
import { MODEL_TYPES } from './model-inputs.ts';
import { codeDescribed, runDescribed, useDescribed } from './node-described.ts';
import type { RunNode, Use } from './run-node.ts';

/** Everything on record, runs in the order of their ids: what they read and wrote, and where their code lay. */
export function recordedGraph(graph: AsOfGraph): DrawnGraph {
  const nodes = new Map<string, DrawnNode>();
  const edges: { from: string; to: string }[] = [];
  const add = (node: Omit<DrawnNode, 'status' | 'isOnChain' | 'stands'>): string => {
    if (!nodes.has(node.id)) nodes.set(node.id, { ...node, status: 'recorded', isOnChain: false, stands: 1 });
    return node.id;
  };
  for (const run of graph.runs.values()) {
    const to = add(runNodeOf(run));
    for (const use of run.inputs) edges.push({ from: add(datasetNodeOf(graph, use)), to });
    for (const use of run.outputs) edges.push({ from: to, to: add(datasetNodeOf(graph, use)) });
    for (const node of codeNodesOf(run)) edges.push({ from: add(node), to });
  }
  for (const [dataset, facts] of graph.statements) {
    for (const fact of facts) {
      if (fact.kind !== 'dataset-derivation') continue;
      const source = { dataset: graph.identity.keyOf(fact.source), version: fact.sourceVersion, citations: [] };
      const made = { dataset, version: fact.version, citations: [fact.citation] };
      edges.push({ from: add(datasetNodeOf(graph, source)), to: add(datasetNodeOf(graph, made)) });
    }
  }
  const once = new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge]));
  return {
    title: 'Lineage on record',
    nodes: [...nodes.values()],
    edges: meant([...once.values()], [...nodes.values()]),
  };
}

/** The chain, and after it whatever else is on record. */
export function besideChain(chain: DrawnGraph, recorded: DrawnGraph): DrawnGraph {
  const onChain = new Set(chain.nodes.map(({ id }) => id));
  const nodes = [...chain.nodes, ...recorded.nodes.filter(({ id }) => !onChain.has(id))];
  const edges = new Map(
    [...chain.edges, ...recorded.edges].map((edge) => [JSON.stringify([edge.from, edge.to]), edge]),
  );
  return { title: chain.title, nodes, edges: meant([...edges.values()], nodes) };
}

type Bare = Omit<DrawnNode, 'status' | 'isOnChain' | 'stands'>;

function runNodeOf(run: RunNode): Bare {
  const { job, state, endedAt } = run;
  const detail = endedAt === null ? state : `${state} ${endedAt}`;
  return { id: runNodeId(run), kind: 'run', label: job.name, detail, ...runDescribed(run) };
}

function datasetNodeOf(graph: AsOfGraph, use: Use): Bare {
  const isModel = stated(graph, use.dataset, 'dataset-type').some(({ type }) => MODEL_TYPES.has(type.toUpperCase()));
  return {
    id: datasetNodeId(graph, use),
    kind: isModel ? 'model' : 'dataset',
    label: shownName(graph, use.dataset),
    detail: versionWords(use.version),
    ...useDescribed(graph, use),
    citations: use.citations,
  };
}

function codeNodesOf(run: RunNode): Bare[] {
  return run.codes.slice(-1).map(({ repository, path, commit, citation }) => ({
    id: codeNodeId({ repository, path, commit }),
    kind: 'code',
    label: path ?? repository,
    detail: commit === null ? 'no commit recorded' : `commit ${commit.slice(0, 12)}`,
    ...codeDescribed({ repository, path, commit, citations: [citation] }),
  }));
}
