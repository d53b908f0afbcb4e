import type { Citation, Grade } from '../core/citation.ts';
import type { DatasetName } from '../core/evidence.ts';

/** The time of a statement whose record gives none, as catalogues often do: it stands at any time that is asked for. */
export const UNDATED = '0000-01-01T00:00:00.000Z';

/** What every fact carries: when it was stated, how strongly it is held, and the record that states it. */
interface Stated {
  /** ISO 8601 in UTC with milliseconds, so that comparing texts compares times. */
  at: string;
  grade: Grade;
  citation: Citation;
}

/** About one data set, at one version where the record names one, as seen by one run where a run saw it. */
interface AboutDataset extends Stated {
  dataset: DatasetName;
  /** The version named, or `sha256:<digest>` where only a digest is. Null when neither is. */
  version: string | null;
  run: string | null;
}

export type RunState = 'START' | 'RUNNING' | 'COMPLETE' | 'FAIL' | 'ABORT' | 'OTHER';

export interface RunStateFact extends Stated {
  kind: 'run-state';
  run: string;
  job: DatasetName;
  state: RunState;
}

interface RunParentFact extends Stated {
  kind: 'run-parent';
  run: string;
  parent: string;
}

interface RunEngineFact extends Stated {
  kind: 'run-engine';
  run: string;
  engine: string;
}

/** A run reads or writes a data set. */
interface RunDatasetFact extends AboutDataset {
  kind: 'run-dataset';
  run: string;
  direction: 'input' | 'output';
  /** The state of the run in the event that names the data set. */
  state: RunState;
}

/** A job is said to read or write a data set, apart from any run. */
interface JobDatasetFact extends AboutDataset {
  kind: 'job-dataset';
  job: DatasetName;
  direction: 'input' | 'output';
}

/** Where the code of a job lay when a run of it was recorded. `run` is null when the job alone was described. */
export interface JobCodeFact extends Stated {
  kind: 'job-code';
  run: string | null;
  job: DatasetName;
  repository: string;
  path: string | null;
  commit: string | null;
  branch: string | null;
}

interface DatasetDigestFact extends AboutDataset {
  kind: 'dataset-digest';
  sha256: string;
}

interface DatasetSchemaFact extends AboutDataset {
  kind: 'dataset-schema';
  columns: string[];
}

interface DatasetTypeFact extends AboutDataset {
  kind: 'dataset-type';
  type: string;
}

interface DatasetOwnerFact extends AboutDataset {
  kind: 'dataset-owner';
  owner: string;
  /** What the owner is to the data set, in the word of the record. */
  role?: string | undefined;
}

/** The part of the business that the data set belongs to, as a catalogue files it. */
interface DatasetDomainFact extends AboutDataset {
  kind: 'dataset-domain';
  domain: string;
}

/** A registry knows an artefact as one version of a model; `run` is the run that made it, where the registry says so. */
export interface ModelVersionFact extends AboutDataset {
  kind: 'model-version';
  model: string;
  modelVersion: string;
}

/**
 * From `at` on a version goes by a name that may pass to another one: a stage or an alias. `recorded` when nothing about
 * the version changed between then and the export, `inferred` when only the export itself says so.
 */
export interface ModelStageFact extends AboutDataset {
  kind: 'model-stage';
  model: string;
  modelVersion: string;
  stage: string;
}

/** A data set was made from another, by a record that names no run or job between them. */
export interface DatasetDerivationFact extends AboutDataset {
  kind: 'dataset-derivation';
  source: DatasetName;
  sourceVersion: string | null;
}

/** Another name of the same data set. */
interface DatasetAliasFact extends AboutDataset {
  kind: 'dataset-alias';
  alias: DatasetName;
}

interface DatasetRowsFact extends AboutDataset {
  kind: 'dataset-rows';
  rows: number;
}

/** A label that someone gave the data set, such as the version that a registry knows it by. */
export interface DatasetTagFact extends AboutDataset {
  kind: 'dataset-tag';
  key: string;
  value: string;
}

/** A column was made from, or steered by, a column of another data set. */
export interface ColumnDerivationFact extends AboutDataset {
  kind: 'column-derivation';
  /** Null when the whole data set depends on the source column, as by a filter or a join. */
  column: string | null;
  source: DatasetName;
  sourceColumn: string;
  /** IDENTITY, TRANSFORMATION, AGGREGATION, INDIRECT, or UNKNOWN when the record does not say. */
  transformation: string;
  masked: boolean;
}

export type DatasetFact =
  | RunDatasetFact
  | JobDatasetFact
  | DatasetDigestFact
  | DatasetSchemaFact
  | DatasetTypeFact
  | DatasetOwnerFact
  | DatasetDomainFact
  | ModelVersionFact
  | ModelStageFact
  | DatasetDerivationFact
  | DatasetAliasFact
  | DatasetRowsFact
  | DatasetTagFact
  | ColumnDerivationFact;

/** One statement of one record. Facts are only ever added; what they mean together is folded from them. */
export type Fact = RunStateFact | RunParentFact | RunEngineFact | JobCodeFact | DatasetFact;
