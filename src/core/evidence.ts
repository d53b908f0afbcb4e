import type { Case } from './case.ts';
import type { Citation, Grade } from './citation.ts';
import type { Issue } from './issue.ts';

/** A cell of the decision log. Big integers arrive as decimal strings, times as ISO 8601 in UTC. */
export type Cell = number | string | boolean | null;

/** What we hold: everything gathered about one contested prediction. Nothing in it was computed by us but digests. */
export interface Evidence {
  schema: 'dossier.evidence/1';
  tool: { name: 'dossier'; version: string };
  case: Case;
  /** Nothing recorded after this moment was used. The newest time in the evidence unless --as-of was given. */
  asOf: string;
  prediction: PredictionRecord;
  chain: Chain;
  certificates: Certificate[];
  /** Every file that was read, in the order of its path. */
  files: FileDigest[];
  issues: Issue[];
}

export interface FileDigest {
  /** Relative to the case folder, with forward slashes. */
  path: string;
  sha256: string;
  bytes: number;
}

/** One row of the decision log. */
export interface PredictionRecord {
  id: string;
  decidedAt: string;
  modelVersion: string;
  /** Null when the log names no scoring run. */
  runId: string | null;
  score: number | null;
  decision: string | null;
  /** Null when it is not known how the case turned out. */
  outcome: string | null;
  inputs: Record<string, Cell>;
  citation: Citation;
}

/** From the prediction back to its sources. A null is a link that could not be found; an Issue says why. */
export interface Chain {
  model: ModelArtefact | null;
  runs: { scoring: RunRecord | null; training: RunRecord | null };
  training: DatasetRecord | null;
  /** The code that made the training features. */
  featureCode: CodeRecord | null;
  /** The code of every run on the chain, from the prediction backwards. */
  code: CodeRecord[];
  /** Where trained and scored code come from different commits. */
  codeDifferences: CodeDifference[];
  /** Data sets behind the training data, nearest first. */
  upstream: UpstreamDataset[];
  /** Model inputs led back to the columns they were made from. */
  columns: ColumnOrigin[];
  /** How much of what each hop needs is held, from the prediction backwards. */
  completeness: HopCompleteness[];
  graph: LineageGraph;
}

/** One step of the chain, and how many of the facts that it needs an export records or the bytes at hand confirm. */
export interface HopCompleteness {
  hop: 'scoring-run' | 'model' | 'training-run' | 'training-data' | 'feature-code' | 'sources' | 'columns';
  needed: number;
  held: number;
  /** held / needed, 0 to 1. */
  share: number;
  /** What is not held, in words. */
  missing: string[];
}

export interface DatasetName {
  namespace: string;
  name: string;
}

/** A data set or artefact at one version, and the file that holds it. */
export interface DatasetRecord extends DatasetName {
  /** The version as the lineage names it. Null when it names none. */
  version: string | null;
  /** The digest that the lineage recorded. Null when it recorded none. */
  recordedSha256: string | null;
  /** Where the file lies, relative to the case folder. Null when the case holds no such file. */
  path: string | null;
  /** The digest of the file at hand. Null when there is no file. */
  sha256: string | null;
  bytes: number | null;
  /** True when both digests are there and are equal. */
  verified: boolean;
  rows: number | null;
  owners: string[];
  /** Those of the owners whom a record calls stewards. */
  stewards: string[];
  /** Parts of the business, as a catalogue files the data set. */
  domains: string[];
  citations: Citation[];
}

export interface ModelArtefact extends DatasetRecord {
  /** The model version as the decision log spells it. */
  modelVersion: string;
  grade: Grade;
}

export interface UpstreamDataset extends DatasetRecord {
  /** Steps behind the training data, 1 or more. */
  depth: number;
  /** The run that wrote it. Null for a source, or when no run is known to have written it. */
  producedBy: string | null;
}

export interface RunRecord {
  id: string;
  job: DatasetName;
  /** The last state that the lineage recorded: COMPLETE, FAIL, ABORT, RUNNING, START or OTHER. */
  state: string;
  startedAt: string | null;
  endedAt: string | null;
  engine: string | null;
  grade: Grade;
  citations: Citation[];
}

export interface CodeRecord {
  /** What the code did on the chain. */
  stage: 'scoring' | 'scoring-features' | 'training' | 'features' | 'upstream';
  job: DatasetName;
  repository: string;
  path: string | null;
  /** Null when the lineage names a repository without a commit. */
  commit: string | null;
  branch: string | null;
  /** True when the commit was found in the repository at hand, with that file in it. */
  verified: boolean;
  author: string | null;
  authoredAt: string | null;
  committer: string | null;
  committedAt: string | null;
  subject: string | null;
  /** The kind of the signature that the commit carries; nothing checks it. Null when it carries none. */
  signature: string | null;
  /** Branches that contain the commit. */
  branches: string[];
  /** Tags that contain the commit. */
  tags: string[];
  /** SHA-256 of the file's text at that commit. Null when there is none to hash. */
  sha256: string | null;
  grade: Grade;
  citations: Citation[];
}

/** The code of two runs at two commits, or in two files of one: what trained beside what scored. */
export interface CodeDifference {
  /** `features`: the runs that made the inputs; `model`: the runs that trained and scored. */
  pair: 'features' | 'model';
  repository: string;
  trainedBy: CodePlace;
  scoredBy: CodePlace;
  /** Whether the file that both runs name holds the same text. Null when they name different files, or it is not at hand. */
  isSameText: boolean | null;
  /** Files that differ between the commits, those that the chain names first. Null when a commit is not at hand. */
  files: CodeFileChange[] | null;
  /** Of which `files` may be the first. */
  filesInAll: number;
}

export interface CodePlace {
  job: DatasetName;
  commit: string;
  path: string | null;
}

export interface CodeFileChange {
  path: string;
  status: 'added' | 'removed' | 'modified';
  /** True when a run of the chain names this file. */
  isNamed: boolean;
  /** Lines; null when the texts were not compared line by line. */
  added: number | null;
  removed: number | null;
  /** A unified diff without file headers. */
  diff: string[];
  /** True when `diff` is not all of it. */
  isCut: boolean;
  /** Why there is no diff. Null when there is one. */
  withoutDiff: 'binary' | 'submodule' | 'link' | 'not-at-hand' | 'too-large' | 'not-named' | null;
}

export interface ColumnOrigin {
  /** A column of the model's training data, which is an input of the model. */
  column: string;
  sources: ColumnSource[];
}

export interface ColumnSource {
  dataset: string;
  column: string;
  /** How the value travelled, e.g. IDENTITY, TRANSFORMATION, AGGREGATION; INDIRECT when it only steered. */
  transformation: string;
  masked: boolean;
}

/** The part of the lineage on which the answer rests, to be drawn. */
export interface LineageGraph {
  nodes: LineageNode[];
  edges: { from: string; to: string }[];
}

export interface LineageNode {
  id: string;
  kind: 'prediction' | 'dataset' | 'model' | 'run' | 'code';
  label: string;
  detail: string;
  /** verified: bytes agree with the record; recorded: not checked or not checkable; broken: an Issue names it. */
  status: 'verified' | 'recorded' | 'broken';
}

/** How a data-quality check ended. `error` means that it could not run, which is not the same as `fail`. */
export type CheckOutcome = 'pass' | 'warn' | 'fail' | 'error' | 'skipped' | 'info' | 'unknown';

/** What some other system says about the quality of one data set. */
export interface Certificate {
  id: string;
  system: string;
  dataset: string;
  version: string | null;
  producedAt: string;
  /** How surely the certificate speaks of the data set on the chain: by digest, by run, by name, or not at all. */
  binding: 'exact' | 'strong' | 'weak' | 'none';
  /** `none` when no check was executed; never a pass. */
  verdict: 'pass' | 'warn' | 'fail' | 'error' | 'none';
  counts: Record<CheckOutcome, number>;
  checks: QualityCheck[];
  citation: Citation;
}

export interface QualityCheck {
  name: string;
  /** Null for a check on the whole data set. */
  column: string | null;
  outcome: CheckOutcome;
  observed: string | null;
  expected: string | null;
}
