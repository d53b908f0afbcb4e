import type { Citation } from '../../core/citation.ts';
import { listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import type { RunState } from '../fact.ts';
import { innerJson } from '../inner-json.ts';
import { instantAt } from '../instant-at.ts';
import type { JsonExportRecord } from '../json-export.ts';
import { pairs } from './pairs.ts';

/** A run as the tracking server knows it. */
export interface MlflowRun {
  id: string;
  /** Null where the record gives no word for it that is known. */
  state: RunState | null;
  startedAt: string | null;
  endedAt: string | null;
  experiment: string | null;
  artifactUri: string | null;
  tags: ReadonlyMap<string, string>;
  /** Data sets, each as `{ dataset, tags }`. */
  inputs: readonly unknown[];
  /** Ids of the logged models that it read and wrote. */
  modelsRead: readonly string[];
  modelsWritten: readonly string[];
  /** What it says of the models that it logged. */
  history: readonly unknown[];
  place: Citation;
}

const STATES: ReadonlyMap<string, RunState> = new Map([
  ['RUNNING', 'RUNNING'],
  ['SCHEDULED', 'OTHER'],
  ['FINISHED', 'COMPLETE'],
  ['FAILED', 'FAIL'],
  ['KILLED', 'ABORT'],
  // The numbers of the enumeration RunStatus.
  ['1', 'RUNNING'],
  ['2', 'OTHER'],
  ['3', 'COMPLETE'],
  ['4', 'FAIL'],
  ['5', 'ABORT'],
]);

/** Null when the record has no run id. */
export function mlflowRun({ value, place }: JsonExportRecord): MlflowRun | null {
  const info = objectAt(value, 'info');
  const id = textAt(info, 'run_id') ?? textAt(info, 'run_uuid');
  if (id === null) return null;
  const tags = pairs(member(objectAt(value, 'data'), 'tags') ?? member(value, 'tags'));
  const used = member(value, 'inputs');
  const history = innerJson(tags.get('mlflow.log-model.history') ?? null);
  return {
    id: canonicalRunId(id),
    state: STATES.get((textAt(info, 'status') ?? '').toUpperCase()) ?? null,
    startedAt: instantAt(info, 'start_time'),
    endedAt: instantAt(info, 'end_time'),
    experiment: textAt(info, 'experiment_id'),
    artifactUri: textAt(info, 'artifact_uri'),
    tags,
    inputs: Array.isArray(used) ? used : listAt(used, 'dataset_inputs'),
    modelsRead: modelIds(listAt(used, 'model_inputs')),
    modelsWritten: modelIds(listAt(objectAt(value, 'outputs'), 'model_outputs')),
    history: Array.isArray(history) ? history : [],
    place,
  };
}

function modelIds(items: readonly unknown[]): string[] {
  return items.flatMap((item) => textAt(item, 'model_id') ?? []);
}
