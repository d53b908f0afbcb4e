export {
  type ExplainedFeature,
  type ExplainOptions,
  explain,
  type FeatureGroup,
  type FunctionExplanation,
  type PredictFunction,
} from './attribution/explain.ts';
export { type ClassCell, cumulativeClasses, favourableClasses, groupOfValue, oneVersusRest } from './bias/classes.ts';
export { type FurtherSpec, furtherAudit } from './bias/further-audit.ts';
export { type ProbableRows, probableGroups } from './bias/probable-groups.ts';
export type * from './core/answers.ts';
export type * from './core/case.ts';
export type { ContingencyCell, ContingencyTable, ScoreCell, ScoreTable } from './core/cells.ts';
export type * from './core/document.ts';
export { DossierError, EXIT } from './core/error.ts';
export type * from './core/evidence.ts';
export type * from './core/examination.ts';
export type * from './core/findings.ts';
export type { Issue, Severity } from './core/issue.ts';
export type * from './core/measures.ts';
export type * from './core/reason.ts';
export type * from './core/regime.ts';
export { type Progress, type RunContext, silent } from './core/run-context.ts';
export { toDataFrame } from './data/csv.ts';
export { analyse } from './pipeline/analyse.ts';
export { auditAnswer, explainAnswer, resolveAnswer } from './pipeline/answers.ts';
export { type AuditOptions, audit } from './pipeline/audit.ts';
export { type BuildOptions, buildDossier } from './pipeline/build.ts';
export { explain as explainReplayed } from './pipeline/explain.ts';
export { folderReader } from './pipeline/folder-reader.ts';
export { gather } from './pipeline/gather.ts';
export { replay } from './pipeline/replay.ts';
export { type Session, type SessionOptions, withSession } from './pipeline/session.ts';
export { verifyDossier } from './seal/verify.ts';
