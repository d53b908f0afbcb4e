import { auditBias } from '../bias/audit-bias.ts';
import { driftOfLabels, driftOfValues } from '../bias/drift.ts';
import { furtherAudit } from '../bias/further-audit.ts';
import { type Represented, representationOf } from '../bias/representation-records.ts';
import type { DriftRecord, TrainingAudit } from '../core/audit-record.ts';
import type { ContingencyCell, ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import type { BiasAudit, NotAvailable } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import type { TrainingTable } from '../data/training-table.ts';
import type { AuditOptions } from './audit.ts';
import type { Session } from './session.ts';
import { type TrainingFile, trainingFile } from './training-file.ts';

export interface TrainingAuditOptions extends Pick<AuditOptions, 'asOf' | 'from' | 'until'> {
  /** Under which the labels are compared, too. */
  profile: RegimeProfile;
  /** The decision slice, as it was counted. */
  decisions: ContingencyTable;
}

/**
 * Puts the questions of the audit to the data that the model learned from: labels by group, shares of groups, and how far
 * groups, labels and inputs moved from there to the decision slice. What cannot be read is said, and the audit goes on.
 */
export async function trainingAudit(
  session: Session,
  options: TrainingAuditOptions,
): Promise<TrainingAudit | NotAvailable> {
  const { audit, protected: held } = session.case;
  if (audit.training === undefined) return { notAvailable: 'case.yaml declares no labels of training data' };
  if (held === undefined) return { notAvailable: 'case.yaml declares no protected attributes' };
  const file = await trainingFile(session, options.asOf);
  if ('notAvailable' in file) return file;
  try {
    return await auditOf(session, file, options);
  } catch (error) {
    if (error instanceof DossierError && error.code.startsWith('input/')) return { notAvailable: error.message };
    throw error;
  }
}

async function auditOf(
  session: Session,
  file: TrainingFile,
  options: TrainingAuditOptions,
): Promise<TrainingAudit | NotAvailable> {
  const { case: declaration, log } = session;
  const labels = declaration.audit.training;
  if (labels === undefined) return { notAvailable: 'case.yaml declares no labels of training data' };
  const training = await log.training(file.path, labels);
  const table = await training.labels();
  if (table.cells.length === 0) return { notAvailable: `${file.path} holds no row with a label that can be counted` };
  const attributes = declaration.protected?.attributes ?? [];
  const represented = attributes.map((attribute) => representationOf(attribute, table, options.decisions));
  return {
    dataset: file.path,
    sha256: training.digest.sha256,
    bias: labelsByGroup(session, file, table, options.profile),
    representation: represented.flatMap(({ records }) => records),
    drift: await driftFrom(session, { file, training, table, represented }, options),
  };
}

function labelsByGroup(
  { case: { audit, protected: held } }: Session,
  { path, modelVersion }: TrainingFile,
  table: ContingencyTable,
  profile: RegimeProfile,
): BiasAudit {
  const attributes = held?.attributes ?? [];
  const learned = modelVersion === null ? '' : `, from which model ${modelVersion} learned`;
  const bias = auditBias(table, {
    attributes,
    favourable: audit.training?.favourable ?? '',
    positive: audit.training?.adverse ?? '',
    profile,
    sliceDescription: `labels of ${path}${learned}`,
  });
  return { ...bias, further: furtherAudit(table, null, { attributes, profile }) };
}

interface Trained {
  file: TrainingFile;
  training: TrainingTable;
  table: ContingencyTable;
  represented: readonly Represented[];
}

async function driftFrom(
  { case: { models }, context }: Session,
  { file, training, table, represented }: Trained,
  { decisions, ...slice }: TrainingAuditOptions,
): Promise<DriftRecord[]> {
  const model = models.find(({ version }) => version === file.modelVersion) ?? models.at(-1);
  const texts = new Set(model?.textInputs ?? []);
  const records = [...represented.map(({ drift }) => drift), driftOfLabels(labelled(table), outcomes(decisions))];
  for (const name of model?.inputs ?? []) {
    context.signal.throwIfAborted();
    const counts = texts.has(name) ? null : await training.input(name, slice);
    if (counts !== null && counts.values.length > 0) records.push(driftOfValues(counts));
  }
  return records;
}

/** Favourable labels of the training data. */
function labelled({ cells }: ContingencyTable): { x: number; n: number } {
  return { x: rows(cells.filter(({ favourable }) => favourable)), n: rows(cells) };
}

/** Favourable outcomes of the decision slice, where they are known. */
function outcomes({ cells }: ContingencyTable): { x: number; n: number } {
  const known = cells.filter(({ adverseOutcome }) => adverseOutcome !== null);
  return { x: rows(known.filter(({ adverseOutcome }) => adverseOutcome === false)), n: rows(known) };
}

function rows(cells: readonly ContingencyCell[]): number {
  return cells.reduce((sum, { n }) => sum + n, 0);
}
