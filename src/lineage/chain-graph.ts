import type { DatasetRecord, LineageGraph, LineageNode, PredictionRecord } from '../core/evidence.ts';
import type { BreakLog } from './break-log.ts';
import { datasetNodeId, PREDICTION_NODE, runNodeId } from './chain-context.ts';
import { type CodeOfRun, codeNodeId } from './code-records.ts';
import type { RunNode, Use } from './graph.ts';
import { sha256Of } from './sha256-of.ts';

/** A data set of the chain between the run that made it and the run that read it. */
export interface Link {
  kind: 'dataset' | 'model';
  use: Pick<Use, 'dataset' | 'version'>;
  record: DatasetRecord;
  madeBy: RunNode | null;
  /** Null when only the decision itself is known to have used it. */
  readBy: RunNode | null;
}

interface Drawn {
  prediction: PredictionRecord;
  scoring: RunNode | null;
  /** From the model backwards, nearest first. */
  links: readonly Link[];
  code: readonly CodeOfRun[];
  breaks: BreakLog;
}

/** A drawing with more nodes cannot be read on a page; what lies furthest upstream is left out first. */
const MAX_LINKS = 10;

/** The chain as a drawing; edges follow the data, from the sources to the prediction. */
export function chainGraph({ prediction, scoring, links, code, breaks }: Drawn): LineageGraph {
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, { from: string; to: string }>();
  const add = (id: string, node: Omit<LineageNode, 'id' | 'status'>, verified: boolean): void => {
    const status = breaks.isBroken(id) ? 'broken' : verified ? 'verified' : 'recorded';
    if (!nodes.has(id)) nodes.set(id, { id, ...node, status });
  };
  const connect = (from: string, to: string): void => {
    edges.set(JSON.stringify([from, to]), { from, to });
  };
  const addRun = (run: RunNode): void => add(runNodeId(run), runWordsOf(run), false);

  add(PREDICTION_NODE, { kind: 'prediction', label: prediction.id, detail: prediction.decidedAt }, false);
  if (scoring !== null) {
    addRun(scoring);
    connect(runNodeId(scoring), PREDICTION_NODE);
  }
  for (const { kind, use, record, madeBy, readBy } of links.slice(0, MAX_LINKS)) {
    const id = datasetNodeId(use);
    add(id, { kind, label: record.name, detail: versionWords(record.version) }, record.verified);
    if (readBy === null) connect(id, PREDICTION_NODE);
    else {
      addRun(readBy);
      connect(id, runNodeId(readBy));
    }
    if (madeBy === null) continue;
    addRun(madeBy);
    connect(runNodeId(madeBy), id);
  }
  for (const { run, record } of code) {
    if (!nodes.has(runNodeId(run))) continue;
    const label = record.path ?? record.repository;
    add(codeNodeId(record), { kind: 'code', label, detail: commitWords(record.commit) }, record.verified);
    connect(codeNodeId(record), runNodeId(run));
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function runWordsOf({ job, state, endedAt }: RunNode): Omit<LineageNode, 'id' | 'status'> {
  return { kind: 'run', label: job.name, detail: endedAt === null ? state : `${state} ${endedAt}` };
}

function versionWords(version: string | null): string {
  if (version === null) return 'no version recorded';
  const digest = sha256Of(version);
  return digest === null ? version : `sha256 ${digest.slice(0, 12)}`;
}

function commitWords(commit: string | null): string {
  return commit === null ? 'no commit recorded' : `commit ${commit.slice(0, 12)}`;
}
