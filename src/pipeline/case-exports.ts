import { findModel } from '../core/declared-model.ts';
import type { PredictionRecord } from '../core/evidence.ts';
import { readInstant } from '../core/instant.ts';
import type { Issue } from '../core/issue.ts';
import type { EventSeeds } from '../data/event-closure.ts';
import { MEBIBYTE } from '../data/regular-file.ts';
import { isEventLines } from '../lineage/is-event-lines.ts';
import type { Session } from './session.ts';

/** The lineage exports of a case, as far as they bear on a question. */
export interface CaseExports {
  /** Whole, or with only those lines that can bear on the predictions. */
  files: { path: string; bytes: Uint8Array }[];
  /** The newest time of an event in files that were not read whole; ISO 8601 in UTC. */
  newest: string | null;
  issues: Issue[];
}

/** Larger files of events are indexed, so that memory and time are bounded. */
const INDEXED_FROM = 32 * MEBIBYTE;
const HEAD_BYTES = 65_536;

/**
 * Reads the exports of a case. Of large files of OpenLineage events only those lines are read that lie behind the
 * predictions, so that quality certificates of other data are not among them; everything else is read whole.
 *
 * @param predictionIds - what is asked about; without it every file is read whole
 * @throws DossierError input/file-too-large, input/lineage-unreadable, analysis/chain-too-wide, evidence/*
 */
export async function readExports(session: Session, predictionIds?: readonly string[]): Promise<CaseExports> {
  const paths = session.case.lineage.exports;
  const large = new Set<string>();
  if (predictionIds !== undefined) {
    for (const path of paths) if (await isLarge(session, path)) large.add(path);
  }
  const seeds = large.size === 0 ? null : await seedsOf(session, predictionIds ?? []);
  const read = paths.map((path) =>
    seeds !== null && large.has(path) ? readIndexed(session, path, seeds) : readWhole(session, path),
  );
  const each = await Promise.all(read);
  return {
    files: each.map(({ file }) => file),
    newest: each.reduce<string | null>(
      (newest, { newest: own }) => ((own ?? '') > (newest ?? '') ? own : newest),
      null,
    ),
    issues: each.flatMap(({ issues }) => issues),
  };
}

interface Read {
  file: CaseExports['files'][number];
  newest: string | null;
  issues: Issue[];
}

async function readWhole({ folder }: Session, path: string): Promise<Read> {
  return { file: { path, bytes: await folder.read(path) }, newest: null, issues: [] };
}

async function isLarge({ folder }: Session, path: string): Promise<boolean> {
  if ((await folder.size(path)) < INDEXED_FROM) return false;
  return isEventLines(Buffer.from(await folder.head(path, HEAD_BYTES)).toString('utf8'));
}

async function readIndexed({ folder, indexes, context }: Session, path: string, seeds: EventSeeds): Promise<Read> {
  const index = await indexes.open({ path, realPath: await folder.resolve(path) }, context.signal);
  const [{ bytes, leftOut }, digest] = await Promise.all([index.extract(seeds), index.digest()]);
  folder.adopt(digest);
  const newest = index.newest === null ? null : (readInstant(index.newest)?.at ?? null);
  return { file: { path, bytes }, newest, issues: leftOut === 0 ? [] : [leftUnread(path, leftOut)] };
}

function leftUnread(file: string, events: number): Issue {
  return {
    code: 'pipeline/events-left-unread',
    severity: 'warning',
    message: `${file} holds too many events on the data sets behind the prediction; the oldest ${events} were not read`,
    place: { file },
    hint: 'Export the lineage of the one pipeline that made the model.',
    leavesOpen: 'What do the events that were not read say of the same data sets?',
  };
}

async function seedsOf(session: Session, ids: readonly string[]): Promise<EventSeeds> {
  const predictions: PredictionRecord[] = [];
  for (const id of ids) predictions.push(await session.log.find(id));
  return {
    runs: [...new Set(predictions.flatMap(({ runId }) => runId ?? []))],
    datasets: [
      ...new Set(predictions.flatMap(({ modelVersion }) => findModel(session.case, modelVersion)?.dataset ?? [])),
    ],
    moments: predictions.flatMap(({ runId, decidedAt }) => (runId === null ? [decidedAt] : [])),
  };
}
