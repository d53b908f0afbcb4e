import type { Evidence, PredictionRecord } from '../core/evidence.ts';
import { newestTime } from '../lineage/newest-time.ts';
import { readLineage } from '../lineage/read-lineage.ts';
import { resolveChain } from '../lineage/resolve-chain.ts';
import { bindCertificates } from '../quality/bind-certificates.ts';
import { readCertificates } from '../quality/read-certificates.ts';
import { artefactProbe } from './artefact-probe.ts';
import { weightIssues } from './model-files.ts';
import type { Session } from './session.ts';
import { tool } from './tool.ts';
import { wellFormed } from './well-formed.ts';

/**
 * Gathers what is held about one prediction: its record, the chain behind it, digests, certificates and breaks.
 *
 * @param asOf - ISO 8601; nothing recorded later is used. The newest time in the evidence when left out.
 * @throws DossierError evidence/prediction-unknown, evidence/as-of-too-early, input/*
 */
export async function gather(session: Session, predictionId: string, asOf?: string): Promise<Evidence> {
  const { folder } = session;
  const { exports, lineage, until, prediction, resolved } = await follow(session, predictionId, asOf);
  const weights = await weightIssues(folder, resolved.chain.model);
  const certificates = bindCertificates(readCertificates(exports, until), resolved.chain);
  return wellFormed({
    schema: 'dossier.evidence/1',
    tool,
    case: session.case,
    asOf: until,
    prediction,
    chain: resolved.chain,
    certificates,
    files: await folder.filesRead(),
    issues: [...lineage.issues, ...resolved.issues, ...weights],
  });
}

interface Followed {
  exports: { path: string; bytes: Uint8Array }[];
  lineage: ReturnType<typeof readLineage>;
  /** Nothing recorded after this moment was used. */
  until: string;
  prediction: PredictionRecord;
  resolved: Awaited<ReturnType<typeof resolveChain>>;
}

/** A prediction followed back through the lineage. @throws as gather does */
export async function follow(session: Session, predictionId: string, asOf?: string): Promise<Followed> {
  const { folder, log } = session;
  const exports = await readExports(session);
  const lineage = readLineage(exports);
  const until = asOf ?? latest([await log.newest(), newestTime(lineage.facts)]);
  const prediction = await log.find(predictionId, until);
  const probe = artefactProbe(folder, session.case);
  const resolved = await resolveChain({ facts: lineage.facts, case: session.case, prediction, asOf: until, probe });
  return { exports, lineage, until, prediction, resolved };
}

export function readExports({ folder, case: declaration }: Session): Promise<{ path: string; bytes: Uint8Array }[]> {
  return Promise.all(declaration.lineage.exports.map(async (path) => ({ path, bytes: await folder.read(path) })));
}

function latest(times: (string | null)[]): string {
  return (
    times
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? ''
  );
}
