import type { Grade } from '../core/citation.ts';
import type { RunRecord } from '../core/evidence.ts';
import { groupBy } from '../core/group-by.ts';
import { type ChainContext, datasetNodeId, runNodeId, runWords, shownName } from './chain-context.ts';
import { uniqueCitations } from './dataset-record.ts';
import type { RunNode, Use } from './run-node.ts';

/** A run of the chain; what its own events contradict or leave dangling is reported. */
export function runRecord(context: ChainContext, run: RunNode, grade: Grade): RunRecord {
  checkRun(context, run);
  return {
    id: run.id,
    job: run.job,
    state: run.state,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    engine: run.engine,
    grade,
    citations: uniqueCitations(run.citations),
  };
}

/** Reports what the events of one run of the chain leave open. */
export function checkRun(context: ChainContext, run: RunNode): void {
  const { graph, breaks } = context;
  reportVersions(context, run);
  const detail = { about: [runNodeId(run)], place: run.citations.at(-1) };
  if (run.state !== 'COMPLETE') {
    breaks.report('lineage/run-not-complete', `${runWords(run)} has the last state ${run.state}`, detail);
  }
  if (run.startedAt === null) {
    breaks.report('lineage/start-missing', `${runWords(run)} has no start on record`, detail);
  }
  if (run.startedAt !== null && run.endedAt !== null && run.endedAt < run.startedAt) {
    breaks.report(
      'lineage/time-inversion',
      `${runWords(run)} ended at ${run.endedAt}, before it started at ${run.startedAt}`,
      detail,
    );
  }
  if (run.parent !== null && !graph.runs.has(run.parent)) {
    breaks.report('lineage/dangling-parent', `${runWords(run)} names a parent that is not recorded, ${run.parent}`, {
      place: run.citations.at(-1),
    });
  }
}

/** Versions that no event names together: the events contradict each other, where one event may well name two. */
function reportVersions(context: ChainContext, run: RunNode): void {
  for (const [dataset, uses] of groupBy(run.inputs, (use) => use.dataset)) {
    const places = uses.flatMap(({ citations }) => uniqueCitations(citations));
    const isConflict = uses.length > 1 && uniqueCitations(places).length === places.length;
    if (isConflict) reportSeveralVersions(context, run, dataset, uses);
  }
}

export function reportSeveralVersions(
  { graph, breaks }: ChainContext,
  run: RunNode,
  dataset: string,
  uses: readonly Use[],
): void {
  const versions = uses.map(({ version }) => version ?? 'no version').join('; ');
  breaks.report(
    'lineage/version-conflict',
    `the events of ${runWords(run)} name ${shownName(graph, dataset)} in several versions: ${versions}`,
    { about: [runNodeId(run), ...uses.map((use) => datasetNodeId(graph, use))], place: uses.at(-1)?.citations.at(-1) },
  );
}
