import type { DatasetName } from '../../core/evidence.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import { type Fact, type RunState, UNDATED } from '../fact.ts';
import { instantAt } from '../instant-at.ts';
import type { IssueLog } from '../issue-log.ts';
import type { ProvRecord, ProvRecords } from './document.ts';
import { firstValue, valuesNamed } from './values.ts';

/** When an activity ran, by its own record or by those of its start and end. */
export interface ActivityTimes {
  startedAt: string | null;
  endedAt: string | null;
}

/** The id of the run that an activity is: its name in full, or the UUID in it. */
export function runIdOf(name: string): string {
  return canonicalRunId(name.replace(/^urn:uuid:/i, ''));
}

/** Times of each activity, by run id. */
export function activityTimes(records: ProvRecords): ReadonlyMap<string, ActivityTimes> {
  const times = new Map<string, ActivityTimes>();
  const note = (run: string, found: Partial<ActivityTimes>): void => {
    const known = times.get(run) ?? { startedAt: null, endedAt: null };
    times.set(run, {
      startedAt: known.startedAt ?? found.startedAt ?? null,
      endedAt: known.endedAt ?? found.endedAt ?? null,
    });
  };
  for (const { id, value, full } of records.activity) {
    note(runIdOf(full(id)), {
      startedAt: instantAt(first(value, 'prov:startTime'), 'time'),
      endedAt: instantAt(first(value, 'prov:endTime'), 'time'),
    });
  }
  for (const [kind, key] of [
    ['wasStartedBy', 'startedAt'],
    ['wasEndedBy', 'endedAt'],
  ] as const) {
    for (const { value, full } of records[kind]) {
      const activity = firstValue(value, 'prov:activity');
      if (activity !== null) note(runIdOf(full(activity)), { [key]: timeIn(value) });
    }
  }
  return times;
}

function first(value: ProvRecord['value'], attribute: string): { time: string | null } {
  return { time: firstValue(value, attribute) };
}

/** The time of a relation. */
export function timeIn(value: ProvRecord['value']): string | null {
  return instantAt(first(value, 'prov:time'), 'time');
}

const FAILED = /^(?:fail|failed|failure|error|abort|aborted|killed)$/i;

/** What an activity states: that its run started and ended. PROV has no word for failure; attributes may have one. */
export function activityFacts(records: ProvRecords, times: ReadonlyMap<string, ActivityTimes>, log: IssueLog): Fact[] {
  const plans = plansOf(records);
  return records.activity.flatMap((record): Fact[] => {
    const { id, full, place } = record;
    const run = runIdOf(full(id));
    const { startedAt, endedAt } = times.get(run) ?? { startedAt: null, endedAt: null };
    const job = plans.get(run) ?? jobOf(record);
    const stated = { kind: 'run-state' as const, run, job, grade: 'recorded' as const, citation: place };
    reportUntimed(record, { startedAt, endedAt }, log);
    return [
      ...(startedAt === null ? [] : [{ ...stated, at: startedAt, state: 'START' as const }]),
      { ...stated, at: endedAt ?? startedAt ?? UNDATED, state: endedAt === null ? 'OTHER' : endState(record) },
    ];
  });
}

function endState({ value }: ProvRecord): RunState {
  return valuesNamed(value, /^(?:state|status)$/i).some((text) => FAILED.test(text)) ? 'FAIL' : 'COMPLETE';
}

function reportUntimed({ place }: ProvRecord, { startedAt, endedAt }: ActivityTimes, log: IssueLog): void {
  const missing = [...(startedAt === null ? ['start'] : []), ...(endedAt === null ? ['end'] : [])];
  if (missing.length === 0) return;
  const of = `the activity at ${place.at} of ${place.file}`;
  log.report('lineage/time-missing', `${of} has no time of its ${missing.join(' or ')}`, place);
}

/** An activity follows the plan of its association; without one, its label or name says what it was. */
function plansOf({ wasAssociatedWith }: ProvRecords): Map<string, DatasetName> {
  const plans = new Map<string, DatasetName>();
  for (const { value, full } of wasAssociatedWith) {
    const [activity, plan] = [firstValue(value, 'prov:activity'), firstValue(value, 'prov:plan')];
    if (activity !== null && plan !== null) plans.set(runIdOf(full(activity)), splitName(full(plan)));
  }
  return plans;
}

function jobOf({ id, value, full }: ProvRecord): DatasetName {
  const { namespace, name } = splitName(full(id));
  return { namespace, name: firstValue(value, 'prov:label') ?? name };
}

/** The part after the last slash or hash, and what stands before it. */
function splitName(name: string): DatasetName {
  const [, namespace, local] = /^(.*)[/#]([^/#]+)$/.exec(name) ?? [];
  return namespace === undefined || local === undefined ? { namespace: 'prov', name } : { namespace, name: local };
}

/** Who started an activity: another activity is its parent. */
export function parentFacts({ wasStartedBy }: ProvRecords): Fact[] {
  return wasStartedBy.flatMap(({ value, full, place }): Fact[] => {
    const [activity, starter] = [firstValue(value, 'prov:activity'), firstValue(value, 'prov:starter')];
    if (activity === null || starter === null) return [];
    const [run, parent] = [runIdOf(full(activity)), runIdOf(full(starter))];
    return [{ kind: 'run-parent', at: timeIn(value) ?? UNDATED, grade: 'recorded', citation: place, run, parent }];
  });
}
