import type { NotAvailable } from '../core/findings.ts';
import { readLineage } from '../lineage/read-lineage.ts';
import { resolveChain } from '../lineage/resolve-chain.ts';
import { artefactProbe } from './artefact-probe.ts';
import { readExports } from './case-exports.ts';
import type { Session } from './session.ts';

export interface TrainingFile {
  path: string;
  /** The model version that learned from it; null where the case names the file. */
  modelVersion: string | null;
}

/**
 * The training data of an audit: the file that the case names, else the data set that the lineage gives for the newest
 * model version, which is that of the last decision.
 */
export async function trainingFile(session: Session, asOf?: string): Promise<TrainingFile | NotAvailable> {
  const { case: declaration, folder, log } = session;
  const named = declaration.audit.training?.file;
  if (named !== undefined) return { path: named, modelVersion: null };
  const last = await log.last(asOf);
  if (last === null) return { notAvailable: 'the decision log holds no decision that would tell the newest model' };
  const prediction = await log.find(last, asOf);
  const { facts } = readLineage((await readExports(session, [last])).files);
  const probe = artefactProbe(folder, declaration);
  const { chain, issues } = await resolveChain({
    ...{ facts, case: declaration, prediction, probe },
    asOf: asOf ?? prediction.decidedAt,
  });
  const version = prediction.modelVersion;
  if (chain.training === null) {
    const because = issues.find(({ code }) => code.startsWith('lineage/'))?.message ?? 'it names none';
    return { notAvailable: `the lineage does not lead to the training data of model ${version}: ${because}` };
  }
  const { path, name } = chain.training;
  if (path === null)
    return { notAvailable: `the training data ${name} of model ${version} are not in the case folder` };
  return { path, modelVersion: version };
}
