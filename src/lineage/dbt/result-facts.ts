import { isJsonObject, listAt, textAt } from '../../data/json-value.ts';
import type { Fact, RunState } from '../fact.ts';
import { instantAt } from '../instant-at.ts';
import type { IssueLog } from '../issue-log.ts';
import type { JsonExportRecord } from '../json-export.ts';
import type { Manifest, RunResults } from './artifacts.ts';
import { codeFacts, jobOf, readBy } from './node-facts.ts';

const STATES: ReadonlyMap<string, RunState> = new Map([
  ['success', 'COMPLETE'],
  ['pass', 'COMPLETE'],
  ['warn', 'COMPLETE'],
  ['error', 'FAIL'],
  ['fail', 'FAIL'],
  ['runtime error', 'FAIL'],
  ['partial success', 'FAIL'],
  ['skipped', 'ABORT'],
  ['no-op', 'ABORT'],
]);

/**
 * What the results of an invocation state: a run of each node, with what the node read and wrote by the manifest of the
 * same invocation. A manifest of another invocation may define the node otherwise, so that it says nothing of this run.
 */
export function resultFacts(run: RunResults, manifests: readonly Manifest[], log: IssueLog): Fact[] {
  const manifest = manifests.find(({ invocation }) => invocation !== null && invocation === run.invocation) ?? null;
  if (manifest === null && run.results[0] !== undefined) {
    const { file } = run.results[0].place;
    const message = `${file} has no manifest of the same invocation, so that it does not say what was read and written`;
    log.report('lineage/reference-dangling', message, { file, at: '/metadata' });
  }
  return run.results.flatMap((record) => nodeRun(record, run, { manifest, log }));
}

interface ResultContext {
  manifest: Manifest | null;
  log: IssueLog;
}

function nodeRun(record: JsonExportRecord, run: RunResults, context: ResultContext): Fact[] {
  const { value, place } = record;
  const id = textAt(value, 'unique_id');
  const state = STATES.get((textAt(value, 'status') ?? '').toLowerCase()) ?? null;
  if (id === null || state === null) {
    const fault = id === null ? 'names no node' : 'has no status that is known';
    const message = `the result at ${place.at} of ${place.file} ${fault}`;
    context.log.report('lineage/event-malformed', message, place);
  }
  if (id === null) return [];
  const runId = `${run.invocation ?? place.file}/${id}`;
  const { startedAt, endedAt } = timing(record, run, context.log);
  const stated = {
    kind: 'run-state' as const,
    run: runId,
    job: jobOf(id),
    grade: 'recorded' as const,
    citation: place,
  };
  const made = { run: runId, at: endedAt, state: state ?? ('OTHER' as const), id };
  return [
    ...(startedAt === null ? [] : [{ ...stated, at: startedAt, state: 'START' as const }]),
    { ...stated, at: endedAt, state: made.state },
    ...usedBy(made, record, context),
  ];
}

/** What a node's run read and wrote, and its code, by the manifest. */
function usedBy(
  made: { run: string; at: string; state: RunState; id: string },
  { place }: JsonExportRecord,
  { manifest, log }: ResultContext,
): Fact[] {
  const { run, at, state, id } = made;
  if (manifest === null) return [];
  const node = manifest.nodes.get(id);
  if (node === undefined) {
    const message = `the result at ${place.at} of ${place.file} is of ${id}, which the manifest lacks`;
    log.report('lineage/reference-dangling', message, place);
    return [];
  }
  const used = {
    kind: 'run-dataset' as const,
    at,
    grade: 'recorded' as const,
    citation: place,
    run,
    version: null,
    state,
  };
  return [
    ...readBy(node, manifest, null).map((dataset): Fact => ({ ...used, direction: 'input', dataset })),
    ...(node.dataset === null ? [] : [{ ...used, direction: 'output' as const, dataset: node.dataset }]),
    ...codeFacts(node, { ...manifest, at }, run),
  ];
}

/** From the first to the last of the timed steps. A node that was skipped has none: it ended with the invocation. */
function timing(
  { value, place }: JsonExportRecord,
  run: RunResults,
  log: IssueLog,
): { startedAt: string | null; endedAt: string } {
  const steps = listAt(value, 'timing').filter(isJsonObject);
  const starts = steps.flatMap((step) => instantAt(step, 'started_at') ?? []).sort();
  const ends = steps.flatMap((step) => instantAt(step, 'completed_at') ?? []).sort();
  if (ends.length === 0)
    log.report('lineage/time-missing', `the result at ${place.at} of ${place.file} has no timing`, place);
  return { startedAt: starts[0] ?? null, endedAt: ends.at(-1) ?? run.at };
}
