import type { AdverseWhen, Population, ScoreSpace } from './case.ts';
import type { Certificate, ColumnSource } from './evidence.ts';
import type { Issue } from './issue.ts';
import type { FurtherAudit, Verdict } from './measures.ts';

/** What we computed. Each number carries its method, and where it was sampled its seed and error. */
export interface Findings {
  schema: 'dossier.findings/1';
  tool: { name: 'dossier'; version: string };
  /** SHA-256 of the evidence record that these findings rest on. */
  evidenceSha256: string;
  replay: Replay;
  attribution: Attribution | NotAvailable;
  bias: BiasAudit | NotAvailable;
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

export interface Attribution {
  /** `full-enumeration`: all coalitions, exact; `kernel-shap`: paired sampling with standard errors. */
  engine: 'full-enumeration' | 'kernel-shap';
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
  /** SHA-256 of the rows: little-endian float32, row by row, in the order of the model's inputs. */
  sha256: string;
}

/** Attributions on one scale: base value plus all attributions is the value. */
export interface SpaceAttribution {
  space: ScoreSpace;
  baseValue: number;
  value: number;
  cutoff: number;
  /** value - baseValue - sum of attributions: float32 rounding of the model. */
  residual: number;
  /** One per feature, in the order of `features`. */
  attributions: FeatureAttribution[];
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
}

/** A principal reason for an adverse decision. */
export interface Reason {
  rank: number;
  code: string | null;
  text: string;
  feature: string;
  attribution: number;
  /** True when its place is not distinguishable from that of the next one. */
  tied: boolean;
  /** What a reviewer must settle before release, e.g. a prohibited basis. */
  flags: string[];
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

/** A dated set of thresholds. Screening values, never law applied. */
export interface RegimeProfile {
  id: string;
  title: string;
  jurisdiction: string;
  citation: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  binding: boolean;
  /** Impact ratios below numerator/denominator are flagged. Null where the regime sets none. */
  impactRatio: Fraction | null;
  /** Null where the regime asks for no test. */
  significance: number | null;
  /** Ratios above it are flagged, too. */
  upperRatio?: Fraction;
  /** Ratios below it, and not yet below impactRatio, are watched. */
  monitorRatio?: Fraction;
  /** Differences of rates beyond it, either way, are flagged. */
  difference?: Fraction;
  /** True when ratio and difference are screened on every compared rate, not on the selection rate alone. */
  everyRate?: boolean;
  /** Standardised differences of mean scores beyond it. */
  meanDifference?: number;
  /** Population stability indices: watched from `monitor`, flagged from `flag`. */
  stabilityIndex?: { monitor: number; flag: number };
  /** Against whom the regime compares: the declared reference group, or the group of the highest rate. */
  reference?: 'declared' | 'highest-rate';
  /** A regime that asks for tables and sets no pass mark; categories below `leastShare` of the rows may be left out. */
  publishes?: { leastShare: Fraction };
}

/** Whole numbers, so that thresholds on counts are exact. */
export interface Fraction {
  numerator: number;
  denominator: number;
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
