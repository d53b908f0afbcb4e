import type { CaptureAnswer } from '../core/answers.ts';
import { compareText } from '../core/compare-text.ts';
import { DossierError } from '../core/error.ts';
import { sha256Hex } from '../core/sha256.ts';
import { CAPTURE_SCHEMA, writtenFact } from '../lineage/capture/fact-line.ts';
import { factsOfChain } from '../lineage/capture/facts-of-chain.ts';
import { followIn, readCaseLineage } from './gather.ts';
import type { Session } from './session.ts';
import { tool } from './tool.ts';
import { writeOneFile } from './write-folder.ts';

interface CaptureQuestion {
  /** One prediction, or the time from which on all are captured. */
  predictionId?: string | undefined;
  since?: string | undefined;
  asOf?: string | undefined;
  out: string;
}

const END_OF_TIME = '9999-12-31T00:00:00Z';

/**
 * Freezes what the exports state of the chains behind predictions, in a file that is read like an export: catalogues
 * forget. The first line names the predictions and every file that was read, with its digest. Of several predictions of
 * one scoring run one stands for all.
 *
 * @throws DossierError usage/capture-what, evidence/nothing-to-capture, and as gather does
 */
export async function capture(session: Session, question: CaptureQuestion): Promise<CaptureAnswer> {
  const { predictionId, since, asOf, out } = question;
  if ((predictionId === undefined) === (since === undefined)) {
    throw new DossierError('usage/capture-what', 'there is nothing to capture, or there are two things', {
      hint: 'Give either a prediction id or --since.',
    });
  }
  const asked = async (until: string): Promise<string[]> =>
    predictionId === undefined ? session.log.since(since ?? '', until) : [predictionId];
  const lineage = await readCaseLineage(session, asOf, await asked(asOf ?? END_OF_TIME));
  const ids = await asked(lineage.until);
  if (ids.length === 0) {
    throw new DossierError('evidence/nothing-to-capture', `nothing was decided from ${since} to ${lineage.until}`, {
      hint: 'Give --since an earlier time.',
    });
  }
  const known = lineage.facts.filter(({ at, grade }) => at <= lineage.until && grade !== 'declared');
  const lines = new Set<string>();
  const issues: CaptureAnswer['issues'] = [...lineage.issues];
  for (const id of ids) {
    session.context.signal.throwIfAborted();
    const { resolved } = await followIn(session, lineage, id);
    for (const fact of factsOfChain(known, resolved.drawn())) lines.add(writtenFact(fact));
    for (const issue of resolved.issues) {
      if (!issues.some(({ code, message }) => code === issue.code && message === issue.message)) issues.push(issue);
    }
  }
  const head = {
    schema: CAPTURE_SCHEMA,
    tool,
    asOf: lineage.until,
    predictions: ids,
    files: await session.folder.filesRead(),
  };
  const text = `${JSON.stringify(head)}\n${[...lines].sort(compareText).join('')}`;
  await writeOneFile(out, text);
  return { file: out, sha256: sha256Hex(text), asOf: lineage.until, predictions: ids, facts: lines.size, issues };
}
