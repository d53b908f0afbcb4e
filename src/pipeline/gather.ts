import type { Evidence, PredictionRecord } from '../core/evidence.ts';
import { readInstant } from '../core/instant.ts';
import type { Issue } from '../core/issue.ts';
import { type PlacedLink, readLinks } from '../data/links-file.ts';
import { declaredFacts } from '../lineage/declared-facts.ts';
import type { Fact } from '../lineage/fact.ts';
import { newestTime } from '../lineage/newest-time.ts';
import { readLineage } from '../lineage/read-lineage.ts';
import { resolveChain } from '../lineage/resolve-chain.ts';
import { bindCertificates } from '../quality/bind-certificates.ts';
import { readCertificates } from '../quality/read-certificates.ts';
import { artefactProbe } from './artefact-probe.ts';
import { readExports } from './case-exports.ts';
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
  const lineage = await readCaseLineage(session, asOf, [predictionId]);
  const { exports, until } = lineage;
  const { prediction, resolved } = await followIn(session, lineage, predictionId);
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

/** What the exports of a case state and what persons declare, as of one moment. */
interface CaseLineage {
  exports: { path: string; bytes: Uint8Array }[];
  facts: Fact[];
  issues: Issue[];
  /** Nothing recorded after this moment was used. */
  until: string;
}

interface Followed {
  prediction: PredictionRecord;
  resolved: Awaited<ReturnType<typeof resolveChain>>;
}

/** A prediction followed back through the lineage. @throws as gather does */
export async function follow(session: Session, predictionId: string, asOf?: string): Promise<Followed> {
  return followIn(session, await readCaseLineage(session, asOf, [predictionId]), predictionId);
}

export async function followIn(session: Session, lineage: CaseLineage, predictionId: string): Promise<Followed> {
  const { facts, until } = lineage;
  const prediction = await session.log.find(predictionId, until);
  const probe = artefactProbe(session.folder, session.case);
  return { prediction, resolved: await resolveChain({ facts, case: session.case, prediction, asOf: until, probe }) };
}

/** @param predictionIds - what will be followed in it */
export async function readCaseLineage(
  session: Session,
  asOf: string | undefined,
  predictionIds: readonly string[],
): Promise<CaseLineage> {
  const { files: exports, newest, issues } = await readExports(session, predictionIds);
  const recorded = readLineage(exports);
  const links = await readDeclaredLinks(session);
  const declaredAt = links.map(({ link }) => readInstant(link.on)?.at ?? null);
  const until = asOf ?? latest([await session.log.newest(), newest, newestTime(recorded.facts), ...declaredAt]);
  const declared = declaredFacts(links, recorded.facts, until);
  return {
    exports,
    facts: [...recorded.facts, ...declared.facts],
    issues: [...issues, ...recorded.issues, ...declared.issues],
    until,
  };
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
