import type { DrawnGraph } from '../lineage/drawn-graph.ts';
import { UNDATED } from '../lineage/fact.ts';
import { foldGraph } from '../lineage/graph.ts';
import { newestTime } from '../lineage/newest-time.ts';
import { readLineage } from '../lineage/read-lineage.ts';
import { recordedGraph } from '../lineage/recorded-graph.ts';
import { readExports } from './case-exports.ts';
import { follow } from './gather.ts';
import type { Session } from './session.ts';

/**
 * What the exports of a case record: the chain behind a prediction and all else beside it, or everything alike where
 * no prediction is named.
 *
 * @param asOf - ISO 8601; nothing recorded later is used
 * @throws DossierError as gather does
 */
export async function lineageGraph(session: Session, predictionId?: string, asOf?: string): Promise<DrawnGraph> {
  if (predictionId !== undefined) return (await follow(session, predictionId, asOf)).resolved.drawn();
  const { facts } = readLineage((await readExports(session)).files);
  return recordedGraph(foldGraph(facts, asOf ?? newestTime(facts) ?? UNDATED));
}
