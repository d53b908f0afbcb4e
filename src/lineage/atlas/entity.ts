import type { Citation } from '../../core/citation.ts';
import { isJsonObject, type JsonObject, listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import type { IssueLog } from '../issue-log.ts';
import type { PairBudget } from '../pair-budget.ts';
import type { RecordClock } from '../record-clock.ts';

/** An entity of Atlas as one record states it. */
export interface Entity {
  /** Its guid. A guid below zero holds only inside the message that gives it and is made one of its own. */
  id: string;
  type: string;
  /** Unique among the entities of its type. */
  qualifiedName: string | null;
  value: JsonObject;
  /** When the message that holds it was sent. */
  sentAt: unknown;
  /** Prefix of guids below zero in the same message. */
  scope: string;
  place: Citation;
}

/** All entities of the documents, and how entities name each other. */
export interface Estate {
  byId: Map<string, Entity>;
  /** By type and qualified name. */
  byName: Map<string, Entity>;
  /** The types that each type extends. */
  superTypes: Map<string, readonly string[]>;
  /** By process: the entities that stand for single executions of it. */
  executions: ReadonlyMap<Entity, readonly Entity[]>;
  /** Edges of lineage answers, by ids. */
  relations: { from: string; to: string; place: Citation }[];
  /** References that name nothing, each once. */
  dangling: Set<string>;
  log: IssueLog;
  clock: RecordClock;
  budget: PairBudget;
}

export function nameKey(type: string, qualifiedName: string): string {
  return JSON.stringify([type, qualifiedName]);
}

/** The attributes, and those that stand for relationships: servers write inputs and outputs in either. */
export function attribute({ value }: Entity, name: string): unknown {
  return member(objectAt(value, 'attributes'), name) ?? member(objectAt(value, 'relationshipAttributes'), name);
}

export function textOf(entity: Entity, name: string): string | null {
  return textAt({ [name]: attribute(entity, name) }, name);
}

/** What a reference leads to: the entity where it is described, else what the reference itself says of it. */
export interface Referred {
  entity: Entity | null;
  type: string;
  qualifiedName: string | null;
}

/** The entities that an attribute refers to, by guid or by qualified name. What cannot be named is reported. */
export function referredBy(estate: Estate, entity: Entity, name: string): Referred[] {
  const found = attribute(entity, name);
  const items = Array.isArray(found) ? found : [found];
  return items.flatMap((item: unknown) => (isJsonObject(item) ? (referred(estate, entity, item) ?? []) : []));
}

function referred(estate: Estate, from: Entity, reference: JsonObject): Referred | null {
  const guid = textAt(reference, 'guid');
  const type = textAt(reference, 'typeName') ?? '';
  const qualifiedName = textAt(objectAt(reference, 'uniqueAttributes'), 'qualifiedName');
  const byGuid = guid === null ? undefined : estate.byId.get(scopedId(guid, from.scope));
  const entity = byGuid ?? (qualifiedName === null ? undefined : estate.byName.get(nameKey(type, qualifiedName)));
  if (entity !== undefined) return { entity, type: entity.type, qualifiedName: entity.qualifiedName };
  if (qualifiedName !== null) return { entity: null, type, qualifiedName };
  if (guid !== null && !estate.dangling.has(guid)) {
    estate.dangling.add(guid);
    const words = `${from.qualifiedName ?? from.id} names ${type || 'an entity'} ${guid}, which the export does not describe`;
    estate.log.report('lineage/reference-dangling', words, from.place);
  }
  return null;
}

export function scopedId(guid: string, scope: string): string {
  return guid.startsWith('-') ? `${scope} ${guid}` : guid;
}

/** The time of the record; its own times before that of the message. */
export function timeOf({ clock }: Estate, { value, sentAt, place }: Entity, ...times: unknown[]): string {
  return clock.at(place, ...times, value['updateTime'], value['createTime'], sentAt);
}

/** Whether a type is, or extends, another; false too where no definition says so. */
export function extendsType({ superTypes }: Estate, type: string, other: string): boolean {
  const seen = new Set<string>();
  const open = [type];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === other) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(superTypes.get(next) ?? []));
  }
  return false;
}

/** Whether it says itself what it reads or writes, or its type is defined as a process. */
export function isProcess(estate: Estate, entity: Entity): boolean {
  if (extendsType(estate, entity.type, 'Process')) return true;
  return ['inputs', 'outputs'].some((name) => Array.isArray(attribute(entity, name)));
}

export function classificationsOf({ value }: Entity): string[] {
  const named = listAt(value, 'classificationNames').filter((name) => typeof name === 'string');
  const whole = listAt(value, 'classifications').flatMap((item) => textAt(item, 'typeName') ?? []);
  return [...new Set([...named, ...whole])];
}
