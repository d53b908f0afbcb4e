import type { DatasetRecord, LineageNode } from '../core/evidence.ts';
import { sha256Of } from '../data/sha256-of.ts';
import { type ChainContext, datasetNodeId, PREDICTION_NODE, runNodeId, shownName } from './chain-context.ts';
import { type CodeOfRun, codeNodeId } from './code-records.ts';
import { type DrawnGraph, type DrawnNode, meant, NOTHING_DESCRIBED } from './drawn-graph.ts';
import type { AsOfGraph } from './graph.ts';
import { codeDescribed, runDescribed, useDescribed } from './node-described.ts';
import type { RunNode, Use } from './run-node.ts';

/** A data set of the chain between the run that made it and the run that read it. */
export interface Link {
  use: Pick<Use, 'dataset' | 'version'>;
  record: DatasetRecord;
  madeBy: RunNode | null;
  /** Null when only the decision itself is known to have used it, or where no run is on record between two data sets. */
  readBy: RunNode | null;
  /** The node of the data set that is made from it, where no run is on record between them. */
  feeds?: string;
}

interface Drawn {
  scoring: RunNode | null;
  model: Link | null;
  training: Link | null;
  /** What the scoring run read beside models. */
  scored: readonly Use[];
  /** Who made it. */
  prepared: readonly { use: Use; run: RunNode }[];
  /** Nearest to the training data first. */
  upstream: readonly Link[];
  code: readonly CodeOfRun[];
}

/** A node, unless it is drawn already, and the edge that leads on from it. */
interface Stroke {
  node: Omit<DrawnNode, 'status' | 'isOnChain' | 'stands'>;
  to: string | null;
  verified?: boolean;
}

/** The whole chain as a drawing; edges follow the data, from the sources to the prediction. What matters most comes first. */
export function chainGraph(context: ChainContext, drawn: Drawn): DrawnGraph {
  const { graph, prediction, breaks } = context;
  const { scoring, model, training, scored, prepared, upstream, code } = drawn;
  const { id: label, decidedAt: detail, citation } = prediction;
  const described = { ...NOTHING_DESCRIBED, citations: [citation] };
  const strokes: Stroke[] = [
    { node: { id: PREDICTION_NODE, kind: 'prediction', label, detail, ...described }, to: null },
    ...(scoring === null ? [] : [runStroke(scoring, PREDICTION_NODE)]),
    ...(model === null ? [] : linkStrokes(graph, model, 'model')),
    ...(training === null ? [] : linkStrokes(graph, training)),
    ...code.filter(({ record }) => record.stage !== 'upstream').map(codeStroke),
    ...(scoring === null ? [] : scored.map((use) => useStroke(graph, use, scoring))),
    ...prepared.map(({ use, run }) => runStroke(run, datasetNodeId(graph, use))),
    ...upstream.flatMap((link) => linkStrokes(graph, link)),
    ...code.filter(({ record }) => record.stage === 'upstream').map(codeStroke),
  ];
  const verified = new Set(strokes.filter((stroke) => stroke.verified).map(({ node }) => node.id));
  const statusOf = (id: string): LineageNode['status'] => {
    if (breaks.isBroken(id)) return 'broken';
    return verified.has(id) ? 'verified' : 'recorded';
  };
  const nodes = new Map<string, DrawnNode>();
  const edges = new Map<string, { from: string; to: string }>();
  for (const { node, to } of strokes) {
    if (!nodes.has(node.id)) nodes.set(node.id, drawnOnChain(node, statusOf(node.id)));
    if (to !== null) edges.set(JSON.stringify([node.id, to]), { from: node.id, to });
  }
  return {
    title: `Lineage of prediction ${prediction.id}`,
    nodes: [...nodes.values()],
    edges: meant([...edges.values()], [...nodes.values()]),
  };
}

function drawnOnChain(node: Stroke['node'], status: LineageNode['status']): DrawnNode {
  return { ...node, status, isOnChain: true, stands: 1 };
}

function runStroke(run: RunNode, to: string): Stroke {
  const { job, state, endedAt } = run;
  const detail = endedAt === null ? state : `${state} ${endedAt}`;
  return { node: { id: runNodeId(run), kind: 'run', label: job.name, detail, ...runDescribed(run) }, to };
}

function linkStrokes(graph: AsOfGraph, link: Link, kind: 'dataset' | 'model' = 'dataset'): Stroke[] {
  const { use, record, madeBy, readBy } = link;
  const id = datasetNodeId(graph, use);
  const { version, recordedSha256, sha256, owners, citations } = record;
  const described = { ...useDescribed(graph, use), version, sha256: recordedSha256 ?? sha256, owners, citations };
  const node = { id, kind, label: record.name, detail: versionWords(version), ...described };
  const to = readBy === null ? (link.feeds ?? PREDICTION_NODE) : runNodeId(readBy);
  return [{ node, to, verified: record.verified }, ...(madeBy === null ? [] : [runStroke(madeBy, id)])];
}

function useStroke(graph: AsOfGraph, use: Use, reader: RunNode): Stroke {
  const [id, label] = [datasetNodeId(graph, use), shownName(graph, use.dataset)];
  const detail = versionWords(use.version);
  const node = { id, kind: 'dataset' as const, label, detail, ...useDescribed(graph, use), citations: use.citations };
  return { node, to: runNodeId(reader) };
}

function codeStroke({ run, record }: CodeOfRun): Stroke {
  const { path, repository, commit, verified } = record;
  const detail = commit === null ? 'no commit recorded' : `commit ${commit.slice(0, 12)}`;
  return {
    node: { id: codeNodeId(record), kind: 'code', label: path ?? repository, detail, ...codeDescribed(record) },
    to: runNodeId(run),
    verified,
  };
}

/** A version as a node shows it. */
export function versionWords(version: string | null): string {
  if (version === null) return 'no version recorded';
  const digest = sha256Of(version);
  return digest === null ? version : `sha256 ${digest.slice(0, 12)}`;
}
