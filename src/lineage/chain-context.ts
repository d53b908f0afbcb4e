import type { Case } from '../core/case.ts';
import type { PredictionRecord } from '../core/evidence.ts';
import type { ArtefactProbe } from './artefact-probe.ts';
import type { BreakLog } from './break-log.ts';
import type { AsOfGraph } from './graph.ts';
import type { RunNode, Use } from './run-node.ts';

/** What every step back along the chain looks at. */
export interface ChainContext {
  graph: AsOfGraph;
  case: Case;
  prediction: PredictionRecord;
  /** The time of the decision in the form in which facts state times. */
  decidedAt: string;
  probe: ArtefactProbe;
  breaks: BreakLog;
}

export const PREDICTION_NODE = 'prediction';

export function runNodeId(run: RunNode): string {
  return `run:${run.id}`;
}

export function datasetNodeId({ identity }: AsOfGraph, { dataset, version }: Pick<Use, 'dataset' | 'version'>): string {
  return `dataset:${dataset}@${identity.versionKey(dataset, version) ?? ''}`;
}

/** The name by which the runs know a data set. */
export function shownName(graph: AsOfGraph, dataset: string): string {
  return graph.identity.namesOf(dataset)[0]?.name ?? dataset;
}

/** How a run is spoken of in a message. */
export function runWords(run: RunNode): string {
  return `run ${run.id} of ${run.job.name}`;
}
