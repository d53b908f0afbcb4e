import type { Citation } from '../../core/citation.ts';
import type { DatasetName } from '../../core/evidence.ts';
import { listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import type { RunState } from '../fact.ts';
import type { IssueLog } from '../issue-log.ts';
import type { About, Statement } from '../openlineage/statement.ts';
import { type PairBudget, pairBudget } from '../pair-budget.ts';
import type { RecordClock } from '../record-clock.ts';
import type { Aspect } from './aspects.ts';
import { datasetOfUrn, jobOfUrn, lastPart, readUrn } from './urn.ts';

/** All that was proposed, by entity, so that one aspect can be read in the light of others. */
export interface Catalogue {
  aspects: readonly Aspect[];
  byUrn: ReadonlyMap<string, readonly Aspect[]>;
  clock: RecordClock;
  log: IssueLog;
  budget: PairBudget;
  /** Entities that are named by others, each with the first place that names it. */
  references: Map<string, Citation>;
}

export function catalogueOf(aspects: readonly Aspect[], clock: RecordClock, log: IssueLog): Catalogue {
  const byUrn = new Map<string, Aspect[]>();
  for (const aspect of aspects) {
    const known = byUrn.get(aspect.urn);
    if (known === undefined) byUrn.set(aspect.urn, [aspect]);
    else known.push(aspect);
  }
  return { aspects, byUrn, clock, log, budget: pairBudget(), references: new Map() };
}

/** The last aspect of that name, which is the one that holds. */
function aspectOf({ byUrn }: Catalogue, urn: string, name: string): Aspect | undefined {
  return byUrn.get(urn)?.findLast((aspect) => aspect.name === name);
}

/** The members of a list that are URNs; each is remembered as named here. */
export function urnsAt({ references }: Catalogue, aspect: Aspect, name: string, inside?: string): string[] {
  return listAt(aspect.value, name).flatMap((item) => {
    const urn = typeof item === 'string' ? item : textAt(item, inside ?? 'destinationUrn');
    if (urn === null || readUrn(urn) === null) return [];
    if (!references.has(urn)) references.set(urn, aspect.place);
    return [urn];
  });
}

/** The record that speaks. Its own times come before the time at which a source last saw it. */
export function statementOf({ clock }: Catalogue, { value, observed, place }: Aspect, ...times: unknown[]): Statement {
  const own = ['lastModified', 'auditStamp', 'created'].map((name) => member(objectAt(value, name), 'time'));
  return { at: clock.at(place, ...times, ...own, observed), grade: 'recorded', citation: place, run: null };
}

/** What an aspect speaks about, at the version under which the catalogue knows the entity. Null for other entities. */
export function aboutOf(catalogue: Catalogue, aspect: Aspect): About | null {
  const dataset = datasetOfUrn(aspect.urn);
  if (dataset === null) return null;
  return { ...statementOf(catalogue, aspect), dataset, version: versionOf(catalogue, aspect.urn) };
}

/** Only what never changes bears a version: each version of a model is an entity of its own. */
export function versionOf(catalogue: Catalogue, urn: string): string | null {
  const tagIn = (name: string): string | null =>
    textAt(objectAt(aspectOf(catalogue, urn, name)?.value, 'version'), 'versionTag');
  return tagIn('versionProperties') ?? (readUrn(urn)?.type === 'mlModel' ? tagIn('mlModelProperties') : null);
}

/** The id by which the system that ran it knows a run, where it is told, so that its own exports name the same run. */
export function runIdOf(catalogue: Catalogue, urn: string): string {
  const own = textAt(aspectOf(catalogue, urn, 'mlTrainingRunProperties')?.value, 'id');
  return canonicalRunId(own ?? readUrn(urn)?.parts.at(-1) ?? urn);
}

/** The job that a run is of; a run without a template is a job of its own. */
export function jobOfRun(catalogue: Catalogue, urn: string): DatasetName {
  const template = textAt(aspectOf(catalogue, urn, 'dataProcessInstanceRelationships')?.value, 'parentTemplate');
  const platform = textAt(aspectOf(catalogue, urn, 'dataPlatformInstance')?.value, 'platform');
  const name = textAt(aspectOf(catalogue, urn, 'dataProcessInstanceProperties')?.value, 'name');
  const own = { namespace: platform === null ? 'datahub' : lastPart(platform), name: name ?? runIdOf(catalogue, urn) };
  return jobOfUrn(template) ?? own;
}

const RESULTS: Readonly<Record<string, RunState>> = {
  SUCCESS: 'COMPLETE',
  FAILURE: 'FAIL',
  UP_FOR_RETRY: 'FAIL',
  SKIPPED: 'ABORT',
};

/** A run that ended without a result is not known to have succeeded. */
export function stateIn(event: Aspect): RunState {
  const status = textAt(event.value, 'status')?.toUpperCase();
  if (status === 'STARTED') return 'START';
  return RESULTS[textAt(objectAt(event.value, 'result'), 'type')?.toUpperCase() ?? ''] ?? 'OTHER';
}

/** The state in which a run was last seen. */
export function lastState({ byUrn }: Catalogue, urn: string): RunState {
  const events = byUrn.get(urn)?.filter(({ name }) => name === 'dataProcessInstanceRunEvent') ?? [];
  const newest = events.reduce<Aspect | null>(
    (last, event) => (last === null || timeOf(event) >= timeOf(last) ? event : last),
    null,
  );
  return newest === null ? 'OTHER' : stateIn(newest);
}

export function timeOf({ value }: Aspect): number {
  const time = member(value, 'timestampMillis');
  return typeof time === 'number' ? time : 0;
}
