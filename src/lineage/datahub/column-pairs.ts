import { type JsonObject, listAt, objectAt, textAt } from '../../data/json-value.ts';
import type { DatasetFact } from '../fact.ts';
import type { Aspect } from './aspects.ts';
import { type Catalogue, statementOf, versionOf } from './catalogue.ts';
import { columnOf, datasetOfUrn, readUrn } from './urn.ts';

const WAYS: Readonly<Record<string, string>> = {
  IDENTITY: 'IDENTITY',
  COPY: 'IDENTITY',
  TRANSFORMATION: 'TRANSFORMATION',
  TRANSFORM: 'TRANSFORMATION',
  AGGREGATION: 'AGGREGATION',
  AGGREGATE: 'AGGREGATION',
};

/**
 * What the fine-grained lineages of an aspect state: of columns, or of whole data sets where an end is one. A statement
 * of `n` upstreams and `m` downstreams is `n * m` derivations.
 */
export function fineGrainedFacts(catalogue: Catalogue, aspect: Aspect): DatasetFact[] {
  return listAt(aspect.value, 'fineGrainedLineages').flatMap((lineage, index) => {
    const [upstreams, downstreams] = [textsAt(lineage, 'upstreams'), textsAt(lineage, 'downstreams')];
    if (!catalogue.budget.allows(upstreams.length, downstreams.length)) {
      const message = `lineage ${index} of ${aspect.name} of ${aspect.urn} joins too many columns`;
      catalogue.log.report('lineage/document-unread', message, aspect.place);
      return [];
    }
    const way = WAYS[(textAt(lineage, 'transformOperation') ?? '').toUpperCase()] ?? 'UNKNOWN';
    return downstreams.flatMap((to) => upstreams.flatMap((from) => derivation(catalogue, aspect, { from, to, way })));
  });
}

function textsAt(value: unknown, name: string): string[] {
  return listAt(value, name).filter((item) => typeof item === 'string');
}

function derivation(
  catalogue: Catalogue,
  aspect: Aspect,
  { from, to, way }: { from: string; to: string; way: string },
): DatasetFact[] {
  const [dataset, source] = [datasetOfUrn(to), datasetOfUrn(from)];
  if (dataset === null || source === null) return [];
  for (const urn of [from, to]) refer(catalogue, aspect, urn);
  const about = { ...statementOf(catalogue, aspect), dataset, version: null };
  const [column, sourceColumn] = [columnOf(to), columnOf(from)];
  if (sourceColumn === null) {
    return [{ ...about, kind: 'dataset-derivation', source, sourceVersion: versionOf(catalogue, from) }];
  }
  return [{ ...about, kind: 'column-derivation', column, source, sourceColumn, transformation: way, masked: false }];
}

/** A field is described with the data set that holds it. */
function refer({ references }: Catalogue, aspect: Aspect, urn: string): void {
  const read = readUrn(urn);
  const named = read?.type === 'schemaField' ? (read.parts[0] ?? urn) : urn;
  if (!references.has(named)) references.set(named, aspect.place);
}

/** Text members of a map of properties, by name. */
export function propertiesOf(value: JsonObject): [name: string, text: string][] {
  const properties = objectAt(value, 'customProperties') ?? {};
  return Object.keys(properties)
    .sort()
    .flatMap((name): [string, string][] => {
      const text = textAt(properties, name);
      return text === null ? [] : [[name, text]];
    });
}
