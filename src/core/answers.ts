import type { AuditRecord } from './audit-record.ts';
import type { Population, ScoreSpace } from './case.ts';
import type {
  ColumnSource,
  DatasetName,
  DatasetRecord,
  HopCompleteness,
  RunRecord,
  UpstreamDataset,
} from './evidence.ts';
import type { AttributeAudit, CrossCheck, Explanation, SpaceAttribution } from './findings.ts';
import type { Severity } from './issue.ts';
import type { FurtherAudit } from './measures.ts';
import type { Reason } from './reason.ts';

// What each command prints under --json. Fields are added, never renamed or removed.

export interface IdsAnswer {
  /** Ids that match, whether listed or not. */
  total: number;
  ids: string[];
}

export interface ResolveAnswer {
  prediction: { id: string; decidedAt: string; score: number | null; decision: string | null };
  model: { name: string; version: string; sha256: string | null; verified: boolean } | null;
  training: { dataset: string; version: string | null; sha256: string | null; verified: boolean } | null;
  featureCode: { repository: string; commit: string | null; verified: boolean } | null;
  /** Run ids as the lineage names them. */
  runs: { scoring: string | null; training: string | null };
  upstream: UpstreamDataset[];
  /** How much of what each hop needs is held. */
  completeness: HopCompleteness[];
  breaks: {
    code: string;
    severity: Severity;
    message: string;
    place?: { file: string; at?: string };
    hint?: string;
    leavesOpen?: string;
  }[];
  asOf: string;
  runRecords: { scoring: RunRecord | null; training: RunRecord | null };
  artefacts: { model: DatasetRecord | null; training: DatasetRecord | null };
}

/** How far lineage exports tell what the hops of a chain need. */
export interface LineageCheckAnswer {
  files: string[];
  formats: { format: string; documents: number; counts: Readonly<Record<string, number>> }[];
  /** The mean of the shares, 0 to 1. Null when there was nothing to look at. */
  score: number | null;
  requirements: LineageRequirement[];
  /** Names that may mean one data set, for a person to confirm. */
  proposals: AliasProposal[];
  issues: ResolveAnswer['breaks'];
}

export interface LineageRequirement {
  id: string;
  severity: Severity;
  /** The question that stays open where it is not met. */
  asks: string;
  mend: string;
  needed: number;
  held: number;
  /** held / needed. Null when there was nothing to look at. */
  share: number | null;
  /** The first that are not held, and the record that shows it. */
  missing: { what: string; place?: { file: string; at: string } }[];
}

export interface AliasProposal {
  /** Read, and never written. */
  read: DatasetName;
  written: DatasetName;
  /** In what the two names are alike: the same name in two namespaces, all but case or scheme, or the last two parts. */
  because: 'name' | 'case' | 'scheme' | 'suffix';
}

/** What a server told of lineage. */
export interface PullAnswer {
  file: string;
  sha256: string;
  bytes: number;
  /** Lines of the file. */
  answers: number;
  formats: LineageCheckAnswer['formats'];
  issues: ResolveAnswer['breaks'];
}

/** What was frozen of the lineage. */
export interface CaptureAnswer {
  file: string;
  sha256: string;
  asOf: string;
  /** One for each scoring run and model version. */
  predictions: string[];
  facts: number;
  issues: ResolveAnswer['breaks'];
}

export interface ExplainAnswer {
  predictionId: string;
  engine: string;
  /** The scale of baseValue, value, cutoff and of every attribution below. */
  space: ScoreSpace;
  baseValue: number;
  value: number;
  cutoff: number;
  seed: string;
  background: { rows: number; sha256: string; reference: Population; description: string };
  features: {
    name: string;
    value: string;
    attribution: number;
    standardError: number;
    backgroundStandardError: number | null;
    sources: Pick<ColumnSource, 'dataset' | 'column' | 'transformation'>[];
  }[];
  crossChecks: CrossCheck[];
  reasons: Reason[];
  /** The same on every scale, in the order of `features`. */
  spaces: SpaceAttribution[];
  /** The questions that were put to the attribution. */
  examination: Pick<
    Explanation,
    'noReasonBecause' | 'reasonTests' | 'offManifold' | 'placements' | 'alternativeReference' | 'lime' | 'recourse'
  >;
}

export interface AuditAnswer {
  rowsRead: number;
  used: number;
  exclusions: { reason: string; rows: number }[];
  favourable: string;
  positive: string;
  profile: string;
  /** Of the intervals: 0.95. */
  confidence: number;
  slice: { description: string; from: string; to: string };
  attributes: (Omit<AttributeAudit, 'disparities'> & { disparities: DisparityAnswer[] })[];
  /** Measures beyond rates, with their uncertainty. */
  further?: FurtherAudit;
  /** Of an audit that was written, as its record says it. */
  auditId?: string;
  copy?: AuditRecord['copy'];
  period?: AuditRecord['period'];
  training?: AuditRecord['training'];
  trend?: AuditRecord['trend'];
  change?: AuditRecord['change'];
  history?: AuditRecord['history'];
  /** True when the history ended with this very audit, so that no line was added. */
  isRepeated?: boolean;
  suppressed?: AuditRecord['suppressed'];
  directory?: string;
  /** The name of the PDF inside the directory. */
  pdf?: string;
  pages?: number;
  files?: { path: string; sha256: string }[];
  issues?: { code: string; severity: Severity; message: string }[];
}

/** One comparison, its ratio and difference as plain numbers; the intervals beside them. */
export interface DisparityAnswer {
  group: string;
  metric: string;
  ratio: number | null;
  difference: number | null;
  p: number | null;
  verdict: string;
  ratioInterval: { low: number | null; high: number | null };
  differenceInterval: { low: number | null; high: number | null };
  pAdjusted: number | null;
  test: string;
  belowImpactRatio: boolean | null;
  because: string;
}

export interface BuildAnswer {
  predictionId: string;
  directory: string;
  /** The name of the PDF inside the directory. */
  pdf: string;
  pages: number;
  files: { path: string; sha256: string }[];
  issues: { code: string; severity: Severity; message: string }[];
  elapsedMs: number;
  /** Where the time went. */
  steps: { step: string; elapsedMs: number }[];
  signed: boolean;
}

export interface VerifyAnswer {
  /** True when every check holds. */
  ok: boolean;
  checks: VerifyCheck[];
}

/** One thing that was looked at. `file` is the file concerned, absent where it is the folder as a whole. */
export interface VerifyCheck {
  name: string;
  ok: boolean;
  file?: string;
  message?: string;
}

export interface ErrorAnswer {
  error: { code: string; message: string; place?: { file: string; at?: string }; hint?: string };
}

/** The facet `dossier_digest` of the data sets in OpenLineage events of this tool's own runs. */
export interface DigestFacet {
  _producer: string;
  _schemaURL: string;
  /** SHA-256 of the file, 64 lower-case hexadecimal digits. */
  sha256: string;
  /** Null when the size was not taken. */
  bytes: number | null;
}
