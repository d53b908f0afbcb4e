import type { Evidence } from '../core/evidence.ts';
import { readInstant } from '../core/instant.ts';
import { type PlacedLink, readLinks } from '../data/links-file.ts';
import { declaredFacts } from '../lineage/declared-facts.ts';
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
  const { folder, log } = session;
  const exports = await readExports(session);
  const lineage = readLineage(exports);
  const links = await readDeclaredLinks(session);
  const declaredAt = links.map(({ link }) => readInstant(link.on)?.at ?? null);
  const until = asOf ?? latest([await log.newest(), newestTime(lineage.facts), ...declaredAt]);
  const declared = declaredFacts(links, lineage.facts, until);
  const prediction = await log.find(predictionId, until);
  const probe = artefactProbe(folder, session.case);
  const resolved = await resolveChain({
    facts: [...lineage.facts, ...declared.facts],
    case: session.case,
    prediction,
    asOf: until,
    probe,
  });
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
    issues: [...lineage.issues, ...declared.issues, ...resolved.issues, ...weights],
  });
}

export function readExports({ folder, case: declaration }: Session): Promise<{ path: string; bytes: Uint8Array }[]> {
  return Promise.all(declaration.lineage.exports.map(async (path) => ({ path, bytes: await folder.read(path) })));
}

async function readDeclaredLinks({ folder, case: declaration }: Session): Promise<PlacedLink[]> {
  const { links } = declaration.lineage;
  return links === undefined ? [] : readLinks(await folder.read(links), links);
}

function latest(times: (string | null)[]): string {
  return (
    times
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? ''
  );
}
