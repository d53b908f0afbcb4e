import { isJsonObject, type JsonObject, member, objectAt } from '../../data/json-value.ts';
import type { IssueLog } from '../issue-log.ts';
import { type JsonExportRecord, within } from '../json-export.ts';

/** Every kind of record that PROV-JSON has, in the order in which PROV-DM introduces them. */
export const PROV_KINDS = [
  'entity',
  'activity',
  'agent',
  'wasGeneratedBy',
  'used',
  'wasInformedBy',
  'wasStartedBy',
  'wasEndedBy',
  'wasInvalidatedBy',
  'wasDerivedFrom',
  'wasAttributedTo',
  'wasAssociatedWith',
  'actedOnBehalfOf',
  'wasInfluencedBy',
  'specializationOf',
  'alternateOf',
  'hadMember',
  'mentionOf',
] as const;

export type ProvKind = (typeof PROV_KINDS)[number];

/** One record: an element under its own name, or a relation under a name of no meaning. */
export interface ProvRecord extends JsonExportRecord {
  id: string;
  /** Writes a qualified name out in full. */
  full: (name: string) => string;
}

export type ProvRecords = Readonly<Record<ProvKind, ProvRecord[]>>;

/** The records of documents and of the bundles in them, and how many bundles there were. */
export function provRecords(
  documents: readonly JsonExportRecord[],
  log: IssueLog,
): { records: ProvRecords; bundles: number } {
  const records = Object.fromEntries(PROV_KINDS.map((kind): [ProvKind, ProvRecord[]] => [kind, []])) as Record<
    ProvKind,
    ProvRecord[]
  >;
  let bundles = 0;
  for (const document of documents) {
    const prefixes = prefixesOf(document, new Map(), log);
    collect(document, { prefixes, records, log });
    for (const bundle of members(document, 'bundle', log)) {
      bundles += 1;
      collect(bundle, { prefixes: prefixesOf(bundle, prefixes, log), records, log });
    }
  }
  return { records, bundles };
}

interface Collecting {
  prefixes: ReadonlyMap<string, string>;
  records: Record<ProvKind, ProvRecord[]>;
  log: IssueLog;
}

function collect(document: JsonExportRecord, { prefixes, records, log }: Collecting): void {
  const full = (name: string): string => fullName(name, prefixes);
  const unknown = Object.keys(document.value).filter((name) => !KNOWN.has(name));
  for (const name of unknown) {
    const place = within(document.place, name);
    log.report('lineage/document-unread', `${name} at ${place.at} of ${place.file} is no part of PROV-JSON`, place);
  }
  for (const kind of PROV_KINDS) {
    for (const record of members(document, kind, log)) records[kind].push({ ...record, full });
  }
}

const KNOWN: ReadonlySet<string> = new Set([...PROV_KINDS, 'prefix', 'bundle']);

interface Member extends JsonExportRecord {
  id: string;
}

/** Records by name; several of one name come in a list. */
function members(document: JsonExportRecord, kind: string, log: IssueLog): Member[] {
  const group = member(document.value, kind);
  if (group === undefined) return [];
  const place = within(document.place, kind);
  if (!isJsonObject(group)) {
    log.report('lineage/event-malformed', `${kind} at ${place.at} of ${place.file} is not an object`, place);
    return [];
  }
  return Object.keys(group).flatMap((id) => itemsOf(group[id], { id, place: within(place, id) }, log));
}

function itemsOf(found: unknown, { id, place }: Omit<Member, 'value'>, log: IssueLog): Member[] {
  if (isJsonObject(found)) return [{ id, value: found, place }];
  if (!Array.isArray(found)) {
    log.report('lineage/event-malformed', `the record at ${place.at} of ${place.file} is not an object`, place);
    return [];
  }
  return found.flatMap((value: unknown, index): Member[] => {
    if (isJsonObject(value)) return [{ id, value, place: within(place, index) }];
    log.report('lineage/event-malformed', `item ${index} at ${place.at} of ${place.file} is not an object`, place);
    return [];
  });
}

/** A bundle's own prefixes stand before those of its document. */
function prefixesOf(
  { value, place }: JsonExportRecord,
  outer: ReadonlyMap<string, string>,
  log: IssueLog,
): ReadonlyMap<string, string> {
  const prefixes = new Map(outer);
  const stated: JsonObject = objectAt(value, 'prefix') ?? {};
  for (const prefix of Object.keys(stated)) {
    const namespace = stated[prefix];
    if (typeof namespace === 'string') prefixes.set(prefix, namespace);
    else log.report('lineage/event-malformed', `the prefix ${prefix} in ${place.file} is no text`, place);
  }
  return prefixes;
}

/** A name of an unknown prefix stays as it is; one without a prefix lies in the default namespace. */
function fullName(name: string, prefixes: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':');
  const namespace = prefixes.get(colon === -1 ? 'default' : name.slice(0, colon));
  return namespace === undefined ? name : `${namespace}${name.slice(colon + 1)}`;
}
