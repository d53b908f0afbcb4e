import type { DecisionWords, ProtectedDeclaration, SystemDeclaration } from './case.ts';
import type { ContingencyTable } from './cells.ts';
import type { FileDigest } from './evidence.ts';
import type { BiasAudit, NotAvailable } from './findings.ts';
import type { Issue } from './issue.ts';
import type { Ends, MeasureRecord, TestRecord, Verdict } from './measures.ts';

/** A periodic audit of one decision system: what was counted, what was computed, and what changed since the last one. */
export interface AuditRecord {
  schema: 'dossier.audit-record/1';
  tool: { name: 'dossier'; version: string };
  /** 32 hexadecimal digits: the digest of the cells and of what was asked of them. Equal questions have equal ids. */
  auditId: string;
  /** Nothing recorded after this moment was used. */
  asOf: string;
  system: SystemDeclaration;
  decision: DecisionWords;
  protected: Pick<ProtectedDeclaration, 'attributes'>;
  /** "external": small groups are left out, so that the copy may leave the house. */
  copy: 'internal' | 'external';
  /** As asked for; null where the slice is open on that side. `until` is not part of it. */
  period: { since: string | null; until: string | null };
  /** Every file that was read, in the order of its path. */
  files: FileDigest[];
  /** The counts from which everything below follows; groups that are left out of a copy are not in it. */
  cells: ContingencyTable;
  /** Of an external copy, whose `cells` are empty: the counts by each attribute and each pair of them. */
  margins?: ContingencyTable[];
  bias: BiasAudit;
  training: TrainingAudit | NotAvailable;
  trend: Trend | NotAvailable;
  change: Change | NotAvailable;
  /** The line of the history that this audit adds. */
  history: HistoryLink | NotAvailable;
  /** What was left out of an external copy; empty in an internal one. */
  suppressed: Suppressed[];
  issues: Issue[];
}

/** The same questions, put to the data that the model learned from. */
export interface TrainingAudit {
  dataset: string;
  /** Null when the case folder holds no digest of it. */
  sha256: string | null;
  /** Labels by group: the selection rate of this audit is the share of favourable labels. */
  bias: BiasAudit;
  /** Share of each group there, here and in the declared reference population, with tests and indices. */
  representation: RepresentationRecord[];
  /** Drift of score or inputs from training data to the decision slice: stability index, KS, JS. */
  drift: DriftRecord[];
}

export interface RepresentationRecord {
  attribute: string;
  group: string;
  training: { n: number; share: number | null };
  decisions: { n: number; share: number | null };
  /** Declared in case.yaml; null where it is not. */
  reference: number | null;
  /** Share in the training data / reference share; null without one. */
  index: number | null;
}

export interface DriftRecord {
  /** An attribute, "label" or a model input. */
  what: string;
  measures: Pick<MeasureRecord, 'metric' | 'value' | 'reason' | 'because' | 'p'>[];
  /** Bins or categories that were compared. */
  categories: number;
}

/** The rates of each group over consecutive periods. */
export interface Trend {
  by: 'month' | 'quarter' | 'year';
  points: TrendPoint[];
  /** Whether the rates of a group differ between periods at all: chi-square over the periods. */
  tests: { attribute: string; group: string; test: TestRecord | null; pHolm: number | null }[];
}

export interface TrendPoint {
  /** For instance "2025-03" or "2025-Q1". */
  label: string;
  since: string;
  /** Not part of the period. */
  until: string;
  rowsRead: number;
  used: number;
  attributes: { name: string; reference: string; groups: TrendGroup[] }[];
}

export interface TrendGroup {
  group: string;
  n: number;
  favourable: number;
  /** Selection rate with its Wilson interval. */
  rate: Ends;
  /** To the reference group, with Katz' interval; null for the reference itself. */
  ratio: Ends | null;
}

/** What changed since the last audit of earlier decisions, or else since the last one of some of the same. */
export interface Change {
  /** Without an id in an external copy. */
  previous: { auditId: string; sequence: number; from: string; to: string; profile: string; used: number };
  /** True when both audits counted some of the same days: the tests then do not hold, and none is given. */
  overlaps: boolean;
  /** What makes the two hard to compare: another profile, other attributes, other words. */
  caveats: string[];
  groups: GroupChange[];
}

export interface GroupChange {
  attribute: string;
  group: string;
  /** "selection-rate": of the group itself; "impact-ratio": to the reference group. */
  measure: 'selection-rate' | 'impact-ratio';
  before: Ends;
  after: Ends;
  /** After less before for a rate; after / before for a ratio. */
  change: Ends;
  /** Pooled z for a rate, z on the difference of log ratios for a ratio. */
  test: string;
  p: number | null;
  pHolm: number | null;
  /** Of the impact ratio; null for a rate. */
  verdicts: { before: Verdict | null; after: Verdict | null } | null;
}

export interface HistoryLink {
  /** Relative to the folder that holds the history. */
  file: string;
  /** 1 for the first audit. */
  sequence: number;
  /** SHA-256 of the line before, of 64 zeros for the first. */
  previousSha256: string;
  sha256: string;
}

export interface Suppressed {
  /** An attribute, or two: "race × sex". */
  attribute: string;
  /** "groups": all that is said of a group; "outcomes": its known outcomes alone; "periods": a group in a period. */
  what: 'groups' | 'outcomes' | 'periods' | 'training groups' | 'training outcomes';
  /** "primary": too few rows; "complementary": else the first could be found by subtraction. */
  kind: 'primary' | 'complementary';
  /** Groups that were left out; how many rows they hold is not said. */
  groups: number;
}
