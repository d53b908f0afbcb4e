import type { AdverseWhen, Population, ScoreSpace } from './case.ts';
import type { Cohort } from './cohort.ts';
import type { Effort } from './effort.ts';
import type { Certificate, ColumnSource } from './evidence.ts';
import type { LimeCheck, OffManifold, Placement, ReasonTests, Recourse } from './examination.ts';
import type { Issue } from './issue.ts';
import type { FurtherAudit, Verdict } from './measures.ts';
import type { Reason } from './reason.ts';
import type { RegimeProfile } from './regime.ts';

/** What we computed. Each number carries its method, and where it was sampled its seed and error. */
export interface Findings {
  schema: 'dossier.findings/1';
  tool: { name: 'dossier'; version: string };
  /** SHA-256 of the evidence record that these findings rest on. */
  evidenceSha256: string;
  replay: Replay;
  attribution: Explanation | NotAvailable;
  bias: BiasAudit | NotAvailable;
  /** The contested person among those whom the same model version decided. */
  cohort: Cohort | NotAvailable;
  quality: QualitySummary;
  /** Trouble found on the way, beside that in the evidence. */
  issues: Issue[];
}

/** A visible gap: what could not be computed, and why. */
export interface NotAvailable {
  notAvailable: string;
}

/** The recorded inputs, scored again with the resolved model. */
export interface Replay {
  recordedScore: number;
  replayedScore: number;
  /** |replayed - recorded|, in units of the score. */
  difference: number;
  tolerance: number;
  cutoff: number;
  adverseWhen: AdverseWhen;
  /** The decision as the replayed score and the cut-off give it. */
  decision: string;
  /** True when that is the decision on record. */
  decisionAgrees: boolean;
  modelSha256: string;
  /** The model output that holds the score, and how it was chosen. */
  output: string;
  /** Where the log-odds behind the score come from. Null when the score is no probability. */
  margin: string | null;
  runtime: string;
}

/**
 * `linear-shap`, `tree-shap`: exact, from the structure of the model; `full-enumeration`: exact, from all coalitions;
 * `kernel-shap`: paired sampling with standard errors.
 */
export type Engine = 'linear-shap' | 'tree-shap' | 'full-enumeration' | 'kernel-shap';

export interface Attribution {
  /** That of the leading scale, and why it was taken. */
  engine: Engine;
  engineReason: string;
  /** 32 hexadecimal digits, derived from the digests of model, background and instance. */
  seed: string;
  /** Features, and those of them that differ from the background anywhere. */
  players: number;
  varyingPlayers: number;
  coalitions: number;
  /** Rows that the value function needs, and rows that were left after equal ones were scored once. */
  rowsNeeded: number;
  rowsScored: number;
  /** What was spent and why no more was. Absent where an engine needs neither coalitions nor a budget. */
  effort?: Effort;
  background: Background;
  /** The scale that leads, first; the other after it. */
  spaces: SpaceAttribution[];
  features: FeatureFacts[];
  crossChecks: CrossCheck[];
  reasons: Reason[];
}

export interface Background {
  population: Population;
  /** How the rows were chosen, in words. */
  description: string;
  rows: number;
  poolRows: number;
  /** How far from the cut-off the population reaches, in units of the score; null for all applicants. */
  band?: Band | null;
  /**
   * SHA-256 of the rows as the model takes them, row by row in the declared order of inputs: float, double, int64 and
   * int32 in little-endian, bool as one byte, text in UTF-8 after its length in bytes as a little-endian uint32.
   */
  sha256: string;
}

/** A band of scores beside the cut-off, widened until it holds enough rows. */
export interface Band {
  declared: number;
  used: number;
  /** Rows within the band as declared. */
  rows: number;
}

/** Attributions on one scale: base value plus all attributions is the value. */
export interface SpaceAttribution {
  space: ScoreSpace;
  /** How these attributions were made, and why so. That of the whole when absent. */
  engine?: Engine;
  engineReason?: string;
  baseValue: number;
  value: number;
  cutoff: number;
  /** value - baseValue - sum of attributions: float32 rounding of the model. */
  residual: number;
  /** One per feature, in the order of `features`. */
  attributions: FeatureAttribution[];
  /**
   * Joint covariance of the attributions, of drawing coalitions and background together: the lower triangle, row by
   * row. Null when the background is too small to tell. Absent where an engine states none.
   */
  covariance?: number[] | null;
}

export interface FeatureAttribution {
  attribution: number;
  /** Of sampling coalitions; 0 where all were enumerated. */
  standardError: number;
  /** Of drawing the background from its pool; null when the pool was used whole or is too small to tell. */
  backgroundStandardError: number | null;
}

export interface FeatureFacts {
  name: string;
  label: string;
  columns: string[];
  /** The recorded value in words: a number, a category, or "missing". */
  value: string;
  sources: ColumnSource[];
}

export interface CrossCheck {
  engine: string;
  space: ScoreSpace;
  maxAbsDifference: number;
  /** What agreement would mean, and how large a difference sampling explains. */
  note: string;
  /** The attributions that it gives, one per feature; absent where it gives none to set beside the stated ones. */
  values?: number[];
}

/** An attribution together with the questions that were put to it. */
export interface Explanation extends Attribution {
  /** Why no reason is stated; null where some are. */
  noReasonBecause: string | null;
  /** Null where no reason is stated. */
  reasonTests: ReasonTests | null;
  offManifold: OffManifold | NotAvailable;
  /** One per feature, in the order of `features`. */
  placements: Placement[];
  alternativeReference: AlternativeReference | NotAvailable;
  lime: LimeCheck | NotAvailable;
  recourse: Recourse | NotAvailable;
}

/** The same attribution, compared with the other population. */
export interface AlternativeReference {
  background: Background;
  engine: Attribution['engine'];
  seed: string;
  rowsScored: number;
  /** On the leading scale. */
  space: ScoreSpace;
  baseValue: number;
  residual: number;
  /** One per feature, in the order of `features`. */
  attributions: FeatureAttribution[];
  reasons: Reason[];
  /** Features that are reasons under both references. */
  sharedReasons: string[];
  /** True when both references give the same reasons in the same order. */
  sameReasons: boolean;
  /** The attribution that differs most, and by how much: here less there. Null without features. */
  largestChange: { feature: string; difference: number } | null;
}

/** Outcomes by group over one slice. Rows read = used + rows of every exclusion. */
export interface BiasAudit {
  slice: { description: string; from: string; to: string };
  rowsRead: number;
  used: number;
  exclusions: { reason: string; rows: number }[];
  favourable: string;
  /** The class whose rates TPR, FPR and PPV speak of. */
  positive: string;
  confidence: number;
  profile: RegimeProfile;
  attributes: AttributeAudit[];
  /** Measures beyond rates, with their uncertainty. */
  further?: FurtherAudit;
}

export interface AttributeAudit {
  name: string;
  label: string;
  reference: string;
  groups: GroupOutcome[];
  disparities: Disparity[];
}

export interface GroupOutcome {
  group: string;
  /** True for the rows whose group is not known; counted and shown, never compared. */
  unknown: boolean;
  n: number;
  /** Rows with a known outcome, on which the error rates rest. */
  labelled: number;
  /** In an external copy: known outcomes are left out, so that `labelled` and tp to tn are 0 and count nobody. */
  suppressed?: 'outcomes';
  counts: { favourable: number; tp: number; fp: number; fn: number; tn: number };
  /** By metric name: selectionRate, truePositiveRate, falsePositiveRate, positivePredictiveValue, ... */
  metrics: Record<string, Estimate>;
}

/** A rate with its interval, or null with the reason why it cannot be estimated. Never 0 for 0/0. */
export interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
  numerator: number;
  denominator: number;
  reason?: string;
}

/** One group compared with the reference group, on one metric. */
export interface Disparity {
  group: string;
  metric: string;
  ratio: Estimated;
  difference: Estimated;
  /** Two-sided; null when no test applies. */
  p: number | null;
  /** p after Holm's step-down over the comparisons of the same attribute. Null with p. */
  pAdjusted: number | null;
  test: string;
  /** Only for the selection rate: the exact integer test of the profile's ratio. Null elsewhere. */
  belowImpactRatio: boolean | null;
  verdict: Verdict;
  /** Why the verdict is what it is, in a few words. */
  because: string;
}

export interface Estimated {
  value: number | null;
  low: number | null;
  high: number | null;
  reason?: string;
}

export interface QualitySummary {
  /** Certificates of the data sets on the chain. */
  certificates: Pick<Certificate, 'id' | 'dataset' | 'verdict' | 'binding'>[];
  /** Checks that we ran on the training slice ourselves. */
  native: NativeCheck[];
}

export interface NativeCheck {
  check: string;
  column: string | null;
  observed: number;
  threshold: number;
  outcome: 'pass' | 'warn' | 'fail';
  /** The formula, in a line. */
  definition: string;
}
