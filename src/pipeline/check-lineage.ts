import { resolve } from 'node:path';
import type { LineageCheckAnswer } from '../core/answers.ts';
import type { Severity } from '../core/issue.ts';
import { MEBIBYTE, readBytes } from '../data/regular-file.ts';
import { aliasProposals } from '../lineage/alias-proposals.ts';
import { emittingProfile } from '../lineage/emitting-profile.ts';
import { UNDATED } from '../lineage/fact.ts';
import { foldGraph } from '../lineage/graph.ts';
import { newestTime } from '../lineage/newest-time.ts';
import { readLineage } from '../lineage/read-lineage.ts';
import { readExports } from './case-exports.ts';
import type { Session } from './session.ts';

const MAX_BYTES = 256 * MEBIBYTE;

/** Files that an operator names, wherever they lie. @throws DossierError input/* */
export function readFiles(paths: readonly string[]): Promise<{ path: string; bytes: Uint8Array }[]> {
  return Promise.all(
    paths.map(async (path) => ({ path, bytes: await readBytes({ path, realPath: resolve(path) }, MAX_BYTES) })),
  );
}

/** Looks the exports of a case over. @throws DossierError input/* */
export async function checkCaseLineage(session: Session): Promise<LineageCheckAnswer> {
  return checkLineage((await readExports(session)).files);
}

/**
 * Scores exports against what every hop of a chain needs, and proposes which names may mean one data set.
 * @throws DossierError input/lineage-unknown-format, input/lineage-unreadable
 */
export function checkLineage(files: readonly { path: string; bytes: Uint8Array }[]): LineageCheckAnswer {
  const { facts, issues, reports } = readLineage(files);
  const graph = foldGraph(facts, newestTime(facts) ?? UNDATED);
  const requirements = emittingProfile(graph);
  const shares = requirements.flatMap(({ share }) => (share === null ? [] : [share]));
  return {
    files: files.map(({ path }) => path),
    formats: reports,
    score: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length,
    requirements,
    proposals: aliasProposals(graph),
    issues,
  };
}

/** Whether anything weighs as much as the threshold; a name to be confirmed weighs as a warning. */
export function failsCheck(answer: LineageCheckAnswer, threshold: Exclude<Severity, 'info'>): boolean {
  const grave = (severity: Severity): boolean => severity === 'error' || severity === threshold;
  return (
    answer.issues.some(({ severity }) => grave(severity)) ||
    answer.requirements.some(({ severity, share }) => grave(severity) && share !== null && share < 1) ||
    (threshold === 'warning' && answer.proposals.length > 0)
  );
}
