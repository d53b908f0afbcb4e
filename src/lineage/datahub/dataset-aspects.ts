import { listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import { datasetAtUri } from '../dataset-name-of-uri.ts';
import type { DatasetFact } from '../fact.ts';
import { countAt } from '../openlineage/facet-values.ts';
import type { Aspect } from './aspects.ts';
import { aboutOf, type Catalogue, statementOf, urnsAt, versionOf } from './catalogue.ts';
import { fineGrainedFacts, propertiesOf } from './column-pairs.ts';
import { datasetOfUrn, fieldPath, lastPart, storeAlias } from './urn.ts';

/** Property names under which a digest of the content is kept. */
const DIGEST = /^(?:sha-?_?256|checksum|digest|content[_-]?hash)$/i;

const READ = new Set([
  'datasetKey',
  'datasetProperties',
  'mlModelProperties',
  'mlModelGroupProperties',
  'schemaMetadata',
  'ownership',
  'domains',
  'globalTags',
  'datasetProfile',
  'upstreamLineage',
]);

/** What an aspect states of the data set or model that it belongs to. */
export function datasetAspectFacts(catalogue: Catalogue, aspect: Aspect): DatasetFact[] {
  const about = READ.has(aspect.name) ? aboutOf(catalogue, aspect) : null;
  if (about === null) return [];
  const { value } = aspect;
  switch (aspect.name) {
    case 'datasetKey':
    case 'datasetProperties':
    case 'mlModelProperties':
    case 'mlModelGroupProperties':
      return propertyFacts(about, aspect);
    case 'schemaMetadata': {
      const columns = listAt(value, 'fields').flatMap((field) => textAt(field, 'fieldPath') ?? []);
      return columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema', columns: columns.map(fieldPath) }];
    }
    case 'ownership':
      return listAt(value, 'owners').flatMap((each) => {
        const [urn, role] = [textAt(each, 'owner'), textAt(each, 'type')];
        if (urn === null) return [];
        return [{ ...about, kind: 'dataset-owner' as const, owner: lastPart(urn), ...(role === null ? {} : { role }) }];
      });
    case 'domains':
      return listAt(value, 'domains')
        .filter((urn) => typeof urn === 'string')
        .map((urn) => ({ ...about, kind: 'dataset-domain', domain: lastPart(urn) }));
    case 'globalTags':
      return textsIn(value, 'tags', 'tag').map((urn) => ({
        ...about,
        kind: 'dataset-tag',
        key: 'tag',
        value: lastPart(urn),
      }));
    case 'datasetProfile': {
      const rows = countAt(value, 'rowCount');
      const { at } = statementOf(catalogue, aspect, member(value, 'timestampMillis'));
      return rows === null ? [] : [{ ...about, at, kind: 'dataset-rows', rows }];
    }
    case 'upstreamLineage':
      return [...upstreamFacts(catalogue, aspect), ...fineGrainedFacts(catalogue, aspect)];
    default:
      return [];
  }
}

type Known = NonNullable<ReturnType<typeof aboutOf>>;

function textsIn(value: Aspect['value'], list: string, name: string): string[] {
  return listAt(value, list).flatMap((item) => textAt(item, name) ?? []);
}

function propertyFacts(about: Known, { urn, value }: Aspect): DatasetFact[] {
  const aliases = [storeAlias(urn), datasetAtUri(textAt(value, 'uri'))].filter((alias) => alias !== null);
  const properties = propertiesOf(value);
  const digests = properties.flatMap(([name, text]) => (DIGEST.test(name) ? (sha256Of(text) ?? []) : []));
  return [
    ...aliases.map((alias): DatasetFact => ({ ...about, kind: 'dataset-alias', alias })),
    ...digests.map((sha256): DatasetFact => ({ ...about, kind: 'dataset-digest', sha256 })),
    ...properties.map(([key, text]): DatasetFact => ({ ...about, kind: 'dataset-tag', key, value: text })),
  ];
}

function upstreamFacts(catalogue: Catalogue, aspect: Aspect): DatasetFact[] {
  const dataset = datasetOfUrn(aspect.urn);
  if (dataset === null) return [];
  const times = new Map(
    listAt(aspect.value, 'upstreams').map((upstream) => [
      textAt(upstream, 'dataset'),
      member(objectAt(upstream, 'auditStamp'), 'time'),
    ]),
  );
  return urnsAt(catalogue, aspect, 'upstreams', 'dataset').flatMap((urn): DatasetFact[] => {
    const source = datasetOfUrn(urn);
    const about = { ...statementOf(catalogue, aspect, times.get(urn)), dataset, version: null };
    return source === null
      ? []
      : [{ ...about, kind: 'dataset-derivation', source, sourceVersion: versionOf(catalogue, urn) }];
  });
}
