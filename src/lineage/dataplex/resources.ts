import { isJsonObject, listAt, member, textAt } from '../../data/json-value.ts';
import type { IssueLog } from '../issue-log.ts';
import { type JsonExportRecord, recordsAt } from '../json-export.ts';
import { protoField, protoName } from '../proto-field.ts';

/** The resources of the Data Lineage API by their kind. */
export interface Resources {
  processes: JsonExportRecord[];
  runs: JsonExportRecord[];
  events: JsonExportRecord[];
  links: JsonExportRecord[];
}

/** The lists that answers of the API hold. */
const LISTS: readonly [string, keyof Resources][] = [
  ['processes', 'processes'],
  ['runs', 'runs'],
  ['lineageEvents', 'events'],
  ['links', 'links'],
];

const PROCESS = /projects\/[^/]+\/locations\/[^/]+\/processes\/[^/\s'"]+/;
const RUN = /projects\/[^/]+\/locations\/[^/]+\/processes\/[^/]+\/runs\/[^/\s'"]+/;

/** The process or run that the name of a resource lies under. Null when it lies under none. */
export function processOf(name: string | null): string | null {
  return name === null ? null : (PROCESS.exec(name)?.[0] ?? null);
}

export function runOf(name: string | null): string | null {
  return name === null ? null : (RUN.exec(name)?.[0] ?? null);
}

/** Sorts single resources and answers of the API; what is neither, and pages that lack, are reported. */
export function resourcesOf(records: readonly JsonExportRecord[], log: IssueLog): Resources {
  const resources: Resources = { processes: [], runs: [], events: [], links: [] };
  for (const record of records) {
    const kind = kindOf(record);
    if (kind === null) sortAnswer(record, resources, log);
    else resources[kind].push(record);
  }
  return resources;
}

function kindOf({ value }: JsonExportRecord): keyof Resources | null {
  if (isJsonObject(member(value, 'source')) && isJsonObject(member(value, 'target'))) return 'links';
  const name = textAt(value, 'name');
  const isTimed = protoField(value, 'startTime') !== undefined;
  if (name?.includes('/lineageEvents/') || (isTimed && Array.isArray(member(value, 'links')))) return 'events';
  if (runOf(name) !== null) return 'runs';
  return processOf(name) === null ? null : 'processes';
}

function sortAnswer(record: JsonExportRecord, resources: Resources, log: IssueLog): void {
  const { value, place } = record;
  let lists = 0;
  for (const [name, kind] of LISTS) {
    const key = protoName(value, name);
    if (!Array.isArray(member(value, key))) continue;
    lists += 1;
    for (const item of recordsAt(record, key, log)) resources[kind].push(item);
  }
  if (lists === 0 && !isEmptyAnswer(record)) {
    const message = `the record at ${place.at} of ${place.file} is no process, run, lineage event or link`;
    log.report('lineage/document-unread', message, place);
  }
  if (textAt(value, protoName(value, 'nextPageToken')) !== null) {
    const message = `${place.file} holds one page of an answer, and the following pages are not known to be there`;
    log.report('lineage/document-unread', message, place);
  }
}

/** The API leaves empty lists out. */
function isEmptyAnswer({ value }: JsonExportRecord): boolean {
  return Object.keys(value).length === 0;
}

/** A link of an event or of a search: what flows from where to where. */
export interface Flow {
  source: Entity;
  target: Entity;
  /** IDENTITY for an exact copy, else UNKNOWN. */
  transformation: string;
}

interface Entity {
  fqn: string;
  /** The column, where the link is of columns; nested fields joined by dots. */
  column: string | null;
}

/** Null when an end has no fully qualified name. */
export function flowOf(link: unknown): Flow | null {
  const [source, target] = [entityOf(member(link, 'source')), entityOf(member(link, 'target'))];
  if (source === null || target === null) return null;
  const dependencies = listAt(link, protoName(link, 'dependencyInfo'));
  const kinds = dependencies.map((each) => textAt(each, protoName(each, 'dependencyType')));
  const isCopy = kinds.length > 0 && kinds.every((kind) => kind === 'EXACT_COPY' || kind === '1');
  return { source, target, transformation: isCopy ? 'IDENTITY' : 'UNKNOWN' };
}

function entityOf(reference: unknown): Entity | null {
  const fqn = textAt(reference, protoName(reference, 'fullyQualifiedName'));
  if (fqn === null) return null;
  const path = listAt(reference, 'field').filter((part) => typeof part === 'string');
  return { fqn, column: path.length === 0 ? null : path.join('.') };
}
