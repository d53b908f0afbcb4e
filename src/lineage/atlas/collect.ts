import { isJsonObject, type JsonObject, listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { type JsonExportRecord, recordsAt, within } from '../json-export.ts';
import { type Entity, type Estate, nameKey, scopedId } from './entity.ts';

/** Takes up what a record holds: entities in any of their wrappings, a lineage answer, a message, or type definitions. */
export function collect(estate: Estate, record: JsonExportRecord, sentAt: unknown = null): void {
  const { value, place } = record;
  const inner = objectAt(value, 'message');
  if (inner !== null) {
    collect(estate, { value: inner, place: within(place, 'message') }, member(value, 'msgCreationTime'));
  } else if (Array.isArray(member(value, 'entityDefs'))) defineTypes(estate, value);
  else if (objectAt(value, 'guidEntityMap') !== null) collectAnswer(estate, record);
  else if (isWrapping(value)) collectWrapped(estate, record, sentAt);
  else if (textAt(value, 'typeName') !== null) keep(estate, record, sentAt, scopeOf(record));
  else if (!isAboutExport(value)) {
    const message = `the record at ${place.at} of ${place.file} holds nothing of Atlas that is read here`;
    estate.log.report('lineage/document-unread', message, place);
  }
}

function isWrapping(value: JsonObject): boolean {
  const held = member(value, 'entities') ?? member(value, 'entity');
  return Array.isArray(held) || isJsonObject(held);
}

/** The note that an export leaves about itself. */
export function isAboutExport(value: JsonObject): boolean {
  return Object.hasOwn(value, 'operationStatus') && Object.hasOwn(value, 'metrics');
}

function scopeOf({ place }: JsonExportRecord): string {
  return `${place.file} ${place.at}`;
}

/** `{entity, referredEntities}`, `{entities, referredEntities}`, or such an object under `entities` or `entity`. */
function collectWrapped(estate: Estate, record: JsonExportRecord, sentAt: unknown): void {
  const { value, place } = record;
  for (const name of ['entities', 'entity']) {
    const held = objectAt(value, name);
    if (held !== null && isWrapping(held)) {
      collectWrapped(estate, { value: held, place: within(place, name) }, sentAt);
      return;
    }
  }
  const scope = scopeOf(record);
  const single = objectAt(value, 'entity');
  if (single !== null) keep(estate, { value: single, place: within(place, 'entity') }, sentAt, scope);
  for (const item of recordsAt(record, 'entities', estate.log)) keep(estate, item, sentAt, scope);
  const beside = objectAt(value, 'referredEntities') ?? {};
  for (const [guid, item] of Object.entries(beside)) {
    const at = within(place, 'referredEntities', guid);
    if (isJsonObject(item)) keep(estate, { value: { guid, ...item }, place: at }, sentAt, scope);
  }
}

function keep(estate: Estate, { value, place }: JsonExportRecord, sentAt: unknown, scope: string): void {
  const type = textAt(value, 'typeName');
  const qualifiedName =
    textAt(objectAt(value, 'attributes'), 'qualifiedName') ??
    textAt(objectAt(value, 'uniqueAttributes'), 'qualifiedName');
  const guid = textAt(value, 'guid');
  if (type === null || (guid === null && qualifiedName === null) || Object.hasOwn(value, 'jsonClass')) {
    const message = `the entity at ${place.at} of ${place.file} has no type, no name, or the form of Atlas before 1.0`;
    estate.log.report('lineage/event-malformed', message, place);
    return;
  }
  const id = guid === null ? nameKey(type, qualifiedName ?? '') : scopedId(guid, scope);
  const entity: Entity = { id, type, qualifiedName, value, sentAt, scope, place };
  const known = estate.byId.get(id);
  // A header, as in a search answer, yields to an entity in full.
  if (known === undefined || fullness(entity) >= fullness(known)) estate.byId.set(id, entity);
  if (qualifiedName !== null) estate.byName.set(nameKey(type, qualifiedName), estate.byId.get(id) ?? entity);
}

function fullness({ value }: Entity): number {
  return ['attributes', 'relationshipAttributes'].reduce(
    (sum, name) => sum + Object.keys(objectAt(value, name) ?? {}).length,
    0,
  );
}

function collectAnswer(estate: Estate, record: JsonExportRecord): void {
  const { value, place } = record;
  const scope = scopeOf(record);
  for (const [guid, header] of Object.entries(objectAt(value, 'guidEntityMap') ?? {})) {
    const at = within(place, 'guidEntityMap', guid);
    if (isJsonObject(header)) keep(estate, { value: { guid, ...header }, place: at }, null, scope);
  }
  for (const relation of recordsAt(record, 'relations', estate.log)) {
    const [from, to] = [textAt(relation.value, 'fromEntityId'), textAt(relation.value, 'toEntityId')];
    if (from !== null && to !== null) estate.relations.push({ from, to, place: relation.place });
    else {
      const message = `the relation at ${relation.place.at} of ${place.file} lacks an end`;
      estate.log.report('lineage/event-malformed', message, relation.place);
    }
  }
}

function defineTypes({ superTypes }: Estate, value: JsonObject): void {
  for (const definition of listAt(value, 'entityDefs')) {
    const name = textAt(definition, 'name');
    const above = listAt(definition, 'superTypes').filter((each) => typeof each === 'string');
    if (name !== null) superTypes.set(name, above);
  }
}
