import { DossierError } from '../core/error.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Findings, NativeCheck, QualitySummary } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { sha256Hex } from '../core/sha256.ts';
import { profileTable } from '../data/table-profile.ts';
import { releaseGate } from '../policy/release-gate.ts';
import { checkProfile } from '../quality/native-checks.ts';
import { canonicalJson } from '../seal/canonical-json.ts';
import { audit } from './audit.ts';
import { cohort } from './cohort.ts';
import { explain } from './explain.ts';
import { replay } from './replay.ts';
import type { Session } from './session.ts';
import { tool } from './tool.ts';

export interface AnalyseOptions {
  profile?: string | RegimeProfile | undefined;
}

/** Computes everything that the dossier states: replay, attribution, group outcomes, quality, release gate. */
export async function analyse(session: Session, evidence: Evidence, options: AnalyseOptions = {}): Promise<Findings> {
  const { asOf, prediction } = evidence;
  const replayed = await replay(session, evidence);
  try {
    const attribution = await explain(session, evidence, replayed);
    const bias = await audit(session, { asOf, profile: options.profile, day: prediction.decidedAt });
    const around = await cohort(session, evidence, replayed);
    const quality = await qualityOf(session, evidence);
    const findings = { attribution, bias, quality, replay: replayed.replay };
    return {
      schema: 'dossier.findings/1',
      tool,
      evidenceSha256: sha256Hex(canonicalJson(evidence)),
      ...findings,
      cohort: around,
      issues: releaseGate(evidence, findings),
    };
  } finally {
    await replayed.predictor.release();
  }
}

async function qualityOf({ tables, folder }: Session, { certificates, chain }: Evidence): Promise<QualitySummary> {
  const summary = certificates.map(({ id, dataset, verdict, binding }) => ({ id, dataset, verdict, binding }));
  const path = chain.training?.path ?? null;
  return { certificates: summary, native: path === null ? [] : await checksOf(path) };

  async function checksOf(table: string): Promise<NativeCheck[]> {
    try {
      return checkProfile(await profileTable(tables, { path: table, realPath: await folder.resolve(table) }));
    } catch (error) {
      if (error instanceof DossierError && error.code === 'input/table-format') return [];
      throw error;
    }
  }
}
