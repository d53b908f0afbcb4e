import type { Citation } from '../../core/citation.ts';
import { isJsonObject, type JsonObject, member, objectAt, textAt } from '../../data/json-value.ts';
import { parseJson } from '../../data/parse-json.ts';
import type { IssueLog } from '../issue-log.ts';
import { type JsonExportRecord, memberRepeated, within } from '../json-export.ts';
import { readUrn } from './urn.ts';

/** One aspect of one entity, as a change proposal or a snapshot states it. */
export interface Aspect {
  urn: string;
  /** The type that the URN names: `dataset`, `dataJob`, `mlModel`. */
  type: string;
  /** Its name in lower camel case, as change proposals write it. */
  name: string;
  value: JsonObject;
  /** When a server or a source last saw it. */
  observed: unknown;
  /** Whether it takes the aspect or the entity away. */
  isRemoval: boolean;
  place: Citation;
}

const REMOVALS = new Set(['DELETE']);

/** The aspects that a record states. What is no change event of metadata is reported. */
export function aspectsOf(record: JsonExportRecord, log: IssueLog): Aspect[] {
  const snapshot = member(record.value, 'proposedSnapshot');
  if (isJsonObject(snapshot)) return aspectsOfSnapshot(snapshot, record, log);
  const single = aspectOfProposal(record, log);
  return single === null ? [] : [single];
}

/** A metadata change event: `{proposedSnapshot: {"<class>Snapshot": {urn, aspects: [{"<class>": {...}}]}}}`. */
function aspectsOfSnapshot(snapshot: JsonObject, { value, place }: JsonExportRecord, log: IssueLog): Aspect[] {
  const [name = '', ...others] = Object.keys(snapshot);
  // Avro may write the union without naming its branch.
  const body = others.length > 0 ? snapshot : objectAt(snapshot, name);
  const urn = textAt(body, 'urn');
  const type = readUrn(urn)?.type;
  const aspects = member(body, 'aspects');
  if (urn === null || type === undefined || !Array.isArray(aspects)) {
    log.report('lineage/event-malformed', `the snapshot at ${place.at} of ${place.file} names no entity`, place);
    return [];
  }
  const path = others.length > 0 ? ['proposedSnapshot'] : ['proposedSnapshot', name];
  const observed = observedAt(value);
  return aspects.flatMap((aspect: unknown, index) => {
    const [branch = ''] = isJsonObject(aspect) ? Object.keys(aspect) : [];
    const content = objectAt(aspect, branch);
    const at = within(place, ...path, 'aspects', index);
    if (content === null) {
      log.report('lineage/event-malformed', `the aspect at ${at.at} of ${at.file} holds nothing`, at);
      return [];
    }
    return [{ urn, type, name: aspectName(branch), value: content, observed, isRemoval: false, place: at }];
  });
}

/** A metadata change proposal: `{entityType, entityUrn, changeType, aspectName, aspect: {json} or {value, contentType}}`. */
function aspectOfProposal({ value, place }: JsonExportRecord, log: IssueLog): Aspect | null {
  const urn = textAt(value, 'entityUrn') ?? textAt(objectAt(value, 'entityKeyAspect'), 'urn');
  const type = readUrn(urn)?.type;
  if (urn === null || type === undefined) {
    log.report('lineage/event-malformed', `the record at ${place.at} of ${place.file} names no entity`, place);
    return null;
  }
  const isRemoval = REMOVALS.has((textAt(value, 'changeType') ?? '').toUpperCase());
  const name = textAt(value, 'aspectName') ?? '';
  const content = contentOf({ value: member(value, 'aspect'), place: within(place, 'aspect', 'value') }, log);
  if (content === null && !isRemoval) {
    const message = `the aspect ${name} at ${place.at} of ${place.file} is in no form that is known here`;
    log.report('lineage/document-unread', message, place);
    return null;
  }
  return { urn, type, name, value: content ?? {}, observed: observedAt(value), isRemoval, place };
}

/** Files hold the aspect as JSON; messages hold it as text, or as bytes that Avro writes as a text. */
function contentOf({ value, place }: { value: unknown; place: Citation }, log: IssueLog): JsonObject | null {
  if (Object.hasOwn(Object(value), 'json')) return objectAt(value, 'json');
  if ((textAt(value, 'contentType') ?? 'application/json') !== 'application/json') return null;
  const text = textAt(value, 'value') ?? textAt(objectAt(value, 'value'), 'bytes');
  if (text === null) return isJsonObject(value) && !Object.hasOwn(value, 'value') ? value : null;
  const { value: content, repeated } = parseJson(text);
  if (repeated.length > 0) log.report(...memberRepeated(place, repeated));
  return isJsonObject(content) ? content : null;
}

function observedAt(record: JsonObject): unknown {
  return member(objectAt(record, 'systemMetadata'), 'lastObserved');
}

/** Aspects whose class is not called like their name in proposals. */
const RENAMED = new Map([
  ['MLModelProperties', 'mlModelProperties'],
  ['MLModelGroupProperties', 'mlModelGroupProperties'],
  ['MLFeatureProperties', 'mlFeatureProperties'],
  ['MLFeatureTableProperties', 'mlFeatureTableProperties'],
  ['MLPrimaryKeyProperties', 'mlPrimaryKeyProperties'],
]);

/** `com.linkedin.pegasus2avro.common.Ownership` is `ownership`. */
function aspectName(branch: string): string {
  const name = branch.slice(branch.lastIndexOf('.') + 1);
  return RENAMED.get(name) ?? `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}
