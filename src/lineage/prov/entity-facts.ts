import { groupBy } from '../../core/group-by.ts';
import { type Fact, UNDATED } from '../fact.ts';
import type { IssueLog } from '../issue-log.ts';
import { type ActivityTimes, runIdOf, timeIn } from './activity-facts.ts';
import type { ProvKind, ProvRecord, ProvRecords } from './document.ts';
import { digestsIn, type EntityVersion } from './entities.ts';
import { allValues, firstValue } from './values.ts';

export interface ProvContext {
  records: ProvRecords;
  versionOf: (entity: string) => EntityVersion;
  times: ReadonlyMap<string, ActivityTimes>;
  log: IssueLog;
}

/** What entities and the relations between entities, activities and agents state. */
export function entityFacts(context: ProvContext): Fact[] {
  return [
    ...describingFacts(context),
    ...useFacts(context, 'used', 'input'),
    ...useFacts(context, 'wasGeneratedBy', 'output'),
    ...derivationFacts(context),
    ...ownerFacts(context),
  ];
}

/** Digest and type. An entity was what it is when it was generated. */
function describingFacts({ records, versionOf, times }: ProvContext): Fact[] {
  const generated = new Map<string, string>();
  for (const { value, full } of records.wasGeneratedBy) {
    const entity = firstValue(value, 'prov:entity');
    if (entity !== null) generated.set(full(entity), timeOfUse(value, full, times));
  }
  return records.entity.flatMap((record): Fact[] => {
    const { id, value, full, place } = record;
    const name = full(id);
    const about = {
      at: generated.get(name) ?? UNDATED,
      grade: 'recorded' as const,
      citation: place,
      run: null,
      ...versionOf(name),
    };
    const types = allValues(value, 'prov:type').filter((type) => type !== 'prov:Bundle');
    return [
      ...digestsIn(record).map((sha256) => ({ ...about, kind: 'dataset-digest' as const, sha256 })),
      ...types.map((type) => ({
        ...about,
        kind: 'dataset-type' as const,
        type: type.slice(type.lastIndexOf(':') + 1),
      })),
    ];
  });
}

/** The relation's own time, else the time at which what its activity did is settled. */
function timeOfUse(value: ProvRecord['value'], full: ProvRecord['full'], times: ProvContext['times']): string {
  const activity = firstValue(value, 'prov:activity');
  const of = activity === null ? undefined : times.get(runIdOf(full(activity)));
  return timeIn(value) ?? of?.endedAt ?? of?.startedAt ?? UNDATED;
}

function useFacts(context: ProvContext, kind: 'used' | 'wasGeneratedBy', direction: 'input' | 'output'): Fact[] {
  return context.records[kind].flatMap((record): Fact[] => {
    const { value, full, place } = record;
    const [activity, entity] = [firstValue(value, 'prov:activity'), firstValue(value, 'prov:entity')];
    if (activity === null || entity === null) {
      reportOpen(context, kind, record, activity === null ? 'activity' : 'entity');
      return [];
    }
    if (firstValue(value, 'prov:time') !== null && timeIn(value) === null) {
      context.log.report(
        'lineage/event-malformed',
        `${kind} at ${place.at} of ${place.file} has a time that is none`,
        place,
      );
    }
    const run = runIdOf(full(activity));
    const at = timeOfUse(value, full, context.times);
    const about = { at, grade: 'recorded' as const, citation: place, run, ...context.versionOf(full(entity)) };
    return [{ ...about, kind: 'run-dataset', direction, state: 'OTHER' }];
  });
}

/** PROV lets relations leave an end open; such a one joins nothing. */
function reportOpen({ log }: ProvContext, kind: ProvKind, { place }: ProvRecord, end: string): void {
  log.report('lineage/reference-dangling', `${kind} at ${place.at} of ${place.file} names no ${end}`, place);
}

function derivationFacts(context: ProvContext): Fact[] {
  const { records, versionOf, times } = context;
  return records.wasDerivedFrom.flatMap((record): Fact[] => {
    const { value, full, place } = record;
    const [made, from] = [firstValue(value, 'prov:generatedEntity'), firstValue(value, 'prov:usedEntity')];
    if (made === null || from === null) {
      reportOpen(context, 'wasDerivedFrom', record, made === null ? 'generated entity' : 'used entity');
      return [];
    }
    const activity = firstValue(value, 'prov:activity');
    const run = activity === null ? null : runIdOf(full(activity));
    const about = { at: timeOfUse(value, full, times), grade: 'recorded' as const, citation: place, run };
    const [to, source] = [versionOf(full(made)), versionOf(full(from))];
    if (run === null) {
      return [{ ...about, ...to, kind: 'dataset-derivation', source: source.dataset, sourceVersion: source.version }];
    }
    return [
      { ...about, ...source, run, kind: 'run-dataset', direction: 'input', state: 'OTHER' },
      { ...about, ...to, run, kind: 'run-dataset', direction: 'output', state: 'OTHER' },
    ];
  });
}

/** Who an entity is attributed to answers for it, and so does whom that agent acts for. */
function ownerFacts(context: ProvContext): Fact[] {
  const { records, versionOf } = context;
  const labels = new Map(records.agent.map(({ id, value, full }) => [full(id), firstValue(value, 'prov:label')]));
  const shown = (agent: string): string => labels.get(agent) ?? agent;
  const principals = principalsOf(records);
  return records.wasAttributedTo.flatMap((record): Fact[] => {
    const { value, full, place } = record;
    const [entity, agent] = [firstValue(value, 'prov:entity'), firstValue(value, 'prov:agent')];
    if (entity === null || agent === null) {
      reportOpen(context, 'wasAttributedTo', record, entity === null ? 'entity' : 'agent');
      return [];
    }
    const about = { at: UNDATED, grade: 'recorded' as const, citation: place, run: null, ...versionOf(full(entity)) };
    const owners = [full(agent), ...(principals.get(full(agent)) ?? [])];
    return owners.map((owner) => ({ ...about, kind: 'dataset-owner', owner: shown(owner) }));
  });
}

/** By agent: for whom it acts. */
function principalsOf({ actedOnBehalfOf }: ProvRecords): ReadonlyMap<string, string[]> {
  const delegations = actedOnBehalfOf.flatMap(({ value, full }) => {
    const [delegate, responsible] = [firstValue(value, 'prov:delegate'), firstValue(value, 'prov:responsible')];
    return delegate === null || responsible === null ? [] : [{ from: full(delegate), to: full(responsible) }];
  });
  const principals = new Map<string, string[]>();
  for (const [agent, of] of groupBy(delegations, ({ from }) => from))
    principals.set(
      agent,
      of.map(({ to }) => to),
    );
  return principals;
}
