import type { DatasetName } from '../../core/evidence.ts';
import { countIn, isJsonObject, type JsonObject, objectIn, objectsIn, textIn } from '../../data/json-value.ts';
import type { AliasFact, DatasetFact, Statement, Use } from '../fact.ts';
import { sha256InVersion } from '../version.ts';
import { columnDerivations } from './column-lineage.ts';

/** Namespace and name. Null when one of them is lacking. */
export function nameOf(object: JsonObject | null): DatasetName | null {
  const [namespace, name] = [textIn(object, 'namespace'), textIn(object, 'name')];
  return namespace === null || name === null ? null : { namespace, name };
}

/** What an event says of one data set. Facets that are not known, and those marked as deleted, are passed over. */
export function datasetStatements(dataset: DatasetName, body: JsonObject, use: Use | null): Statement[] {
  const facets = liveFacets(body);
  return [
    ...descriptions(dataset, facets, use),
    ...aliases(dataset, facets),
    ...columnDerivations(dataset, objectOf(facets, 'columnLineage'), use),
  ];
}

type Facets = ReadonlyMap<string, JsonObject>;

function objectOf(facets: Facets, name: string): JsonObject | null {
  return facets.get(name) ?? null;
}

function liveFacets(body: JsonObject): Facets {
  const all = ['facets', 'inputFacets', 'outputFacets'].flatMap((key) => Object.entries(objectIn(body, key) ?? {}));
  return new Map(
    all.filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]) && entry[1]['_deleted'] !== true),
  );
}

/** One description; more than one when the facets name different digests, so that the conflict can be seen. */
function descriptions(dataset: DatasetName, facets: Facets, use: Use | null): DatasetFact[] {
  const version = textIn(objectOf(facets, 'version') ?? objectOf(facets, 'datasetVersion'), 'datasetVersion');
  const named = version === null ? null : sha256InVersion(version);
  const digests = new Set([...(named === null ? [] : [named]), ...[...facets.values()].flatMap(digestInFacet)]);
  const schema = objectOf(facets, 'schema');
  const columns = objectsIn(schema, 'fields').flatMap((field) => textIn(field, 'name') ?? []);
  const about: Omit<DatasetFact, 'sha256'> = {
    ...{ kind: 'dataset', dataset, use, version },
    type: textIn(objectOf(facets, 'datasetType'), 'datasetType')?.toUpperCase() ?? null,
    columns: schema === null ? null : columns,
    owners: objectsIn(objectOf(facets, 'ownership'), 'owners').flatMap((owner) => textIn(owner, 'name') ?? []),
    rows: rowsIn(facets),
    modelVersion: modelVersionIn(facets),
  };
  return digests.size === 0 ? [{ ...about, sha256: null }] : [...digests].map((sha256) => ({ ...about, sha256 }));
}

/** A body with `sha256`, or one that names the algorithm and the digest. */
function digestInFacet(body: JsonObject): string[] {
  const algorithm = textIn(body, 'algorithm') ?? '';
  const keys = /^sha-?256$/i.test(algorithm) ? ['sha256', 'value', 'digest', 'hash', 'checksum'] : ['sha256'];
  return keys.flatMap((key) => sha256InVersion(textIn(body, key) ?? '') ?? []);
}

function rowsIn(facets: Facets): number | null {
  const found = ['outputStatistics', 'inputStatistics', 'dataQualityMetrics'].map((name) =>
    countIn(objectOf(facets, name), 'rowCount'),
  );
  return found.find((rows) => rows !== null) ?? null;
}

function modelVersionIn(facets: Facets): string | null {
  const tags = objectsIn(objectOf(facets, 'tags'), 'tags');
  const tag = tags.find((each) => /^model[._-]?version$/i.test(textIn(each, 'key') ?? ''));
  return textIn(tag ?? null, 'value');
}

function aliases(dataset: DatasetName, facets: Facets): AliasFact[] {
  const renamed = objectOf(facets, 'lifecycleStateChange');
  const names = [
    ...objectsIn(objectOf(facets, 'symlinks'), 'identifiers').map(nameOf),
    textIn(renamed, 'lifecycleStateChange') === 'RENAME' ? nameOf(objectIn(renamed, 'previousIdentifier')) : null,
  ];
  return names.flatMap((alias) => (alias === null ? [] : [{ kind: 'alias', dataset, alias }]));
}
