import type { Citation } from '../../core/citation.ts';
import type { DatasetName } from '../../core/evidence.ts';
import { type JsonObject, member, objectAt, textAt } from '../../data/json-value.ts';
import { type Fact, UNDATED } from '../fact.ts';
import { instantAt } from '../instant-at.ts';
import type { IssueLog } from '../issue-log.ts';
import { type JsonExportRecord, recordsAt, within } from '../json-export.ts';
import { protoField, protoName } from '../proto-field.ts';
import { type RegistryKind, registryName, tableBehind } from './source-names.ts';

/** One object of the registry: a source, view, service or saved data set. */
export interface RegistryObject {
  name: string;
  dataset: DatasetName;
  spec: JsonObject;
  /** When it was last changed: from then on it was as it stands. */
  at: string;
  /** The number under which the registry keeps this state of the object. */
  version: string | null;
  owner: string | null;
  tags: JsonObject | null;
  place: Citation;
}

export interface Registry {
  project: string;
  sources: RegistryObject[];
  entities: RegistryObject[];
  /** Views of a batch source, and of a stream. */
  views: RegistryObject[];
  onDemand: RegistryObject[];
  services: RegistryObject[];
  saved: RegistryObject[];
}

/** The objects of one registry dump; those without a name are reported. */
export function registryOf(record: JsonExportRecord, log: IssueLog): Registry {
  const project = textAt(record.value, 'project') ?? 'unknown project';
  const listed = (kind: RegistryKind, ...names: string[]): RegistryObject[] =>
    names.flatMap((name) =>
      recordsAt(record, protoName(record.value, name), log).flatMap((item) =>
        registryObject(item, { project, kind }, log),
      ),
    );
  return {
    project,
    sources: listed('source', 'dataSources'),
    entities: listed('entity', 'entities'),
    views: listed('view', 'featureViews', 'batchFeatureViews', 'streamFeatureViews', 'labelViews'),
    onDemand: listed('view', 'onDemandFeatureViews'),
    services: listed('service', 'featureServices'),
    saved: listed('saved-dataset', 'savedDatasets'),
  };
}

/** Most objects have a spec and a meta; a source has neither, and no time. */
function registryObject(
  { value, place }: JsonExportRecord,
  { project, kind }: { project: string; kind: RegistryKind },
  log: IssueLog,
): RegistryObject[] {
  const wrapped = objectAt(value, 'spec');
  const spec = wrapped ?? value;
  const name = textAt(spec, 'name');
  if (name === null) {
    log.report('lineage/event-malformed', `the object at ${place.at} of ${place.file} has no name`, place);
    return [];
  }
  const dataset = registryName(textAt(spec, 'project') ?? project, name, kind);
  const tags = objectAt(spec, 'tags');
  const owner = textAt(spec, 'owner') ?? textAt(tags, 'owner');
  const version = textAt(objectAt(value, 'meta'), protoName(objectAt(value, 'meta'), 'currentVersionNumber'));
  const described = wrapped === null ? place : within(place, 'spec');
  return [{ name, dataset, spec, at: changedAt(value), version, owner, tags, place: described }];
}

function changedAt(value: JsonObject): string {
  const meta = objectAt(value, 'meta');
  const times = ['lastUpdatedTimestamp', 'createdTimestamp'].map((name) => instantAt(meta, protoName(meta, name)));
  return times.find((time) => time !== null) ?? UNDATED;
}

/** What every fact of an object carries. */
type AboutObject = Pick<
  Extract<Fact, { kind: 'dataset-owner' }>,
  'at' | 'grade' | 'citation' | 'dataset' | 'version' | 'run'
>;

export function aboutObject({ at, place, dataset }: RegistryObject): AboutObject {
  return { at, grade: 'recorded', citation: place, dataset, version: null, run: null };
}

/** Owner, tags and the number of the definition. */
export function describingFacts(object: RegistryObject): Fact[] {
  const { owner, tags, version } = object;
  const about = aboutObject(object);
  const steward = textAt(tags, 'steward');
  const keys = tags === null ? [] : Object.keys(tags).sort();
  return [
    ...(owner === null ? [] : [{ ...about, kind: 'dataset-owner' as const, owner }]),
    ...(steward === null ? [] : [{ ...about, kind: 'dataset-owner' as const, owner: steward, role: 'steward' }]),
    ...(version === null
      ? []
      : [{ ...about, kind: 'dataset-tag' as const, key: 'feast.definition_version', value: version }]),
    ...keys.flatMap((key) => {
      const value = textAt(tags, key);
      return value === null ? [] : [{ ...about, kind: 'dataset-tag' as const, key, value }];
    }),
  ];
}

/** Names of the fields that a view or source lists under that name. */
export function fieldNames(spec: unknown, list: string): string[] {
  const fields = protoField(spec, list);
  return Array.isArray(fields) ? fields.flatMap((field: unknown) => textAt(field, 'name') ?? []) : [];
}

/** The data set that a source reads: the table or file behind it, else its name in the registry. */
export function sourceDataset(source: JsonObject, project: string): DatasetName | null {
  const name = textAt(source, 'name');
  return tableBehind(source, 'Options') ?? (name === null ? null : registryName(project, name, 'source'));
}

/** The code of a transformation, as text. */
export function codeOf(spec: unknown): string | null {
  const transformation = protoField(spec, 'featureTransformation');
  const functions = [protoField(transformation, 'userDefinedFunction'), protoField(spec, 'userDefinedFunction')];
  for (const written of functions) {
    const text = textAt(written, protoName(written, 'bodyText')) ?? textAt(written, 'body');
    if (text !== null) return text;
  }
  return null;
}

export function hasTransformation(spec: JsonObject): boolean {
  return ['featureTransformation', 'userDefinedFunction'].some(
    (name) => member(spec, protoName(spec, name)) !== undefined,
  );
}
