import { type JsonObject, listAt, objectAt, textAt } from '../../data/json-value.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import type { DatasetFact } from '../fact.ts';
import { columnFacts, explicitFacts } from './column-facts.ts';
import { countAt, namesOf } from './facet-values.ts';
import { nameAt } from './names.ts';
import type { About, Statement } from './statement.ts';

const MAX_NESTING = 6;

/** What a data set's facets state. Null when the data set has no name. */
export function datasetFacts(value: unknown, statement: Statement): { about: About; facts: DatasetFact[] } | null {
  const dataset = nameAt(value);
  if (dataset === null) return null;
  const facets = objectAt(value, 'facets') ?? {};
  const groups = [facets, objectAt(value, 'inputFacets'), objectAt(value, 'outputFacets')].filter((g) => g !== null);
  const digest = groups.flatMap(digestsOf)[0] ?? null;
  const named = textAt(objectAt(facets, 'version') ?? objectAt(facets, 'datasetVersion'), 'datasetVersion');
  const about: About = { ...statement, dataset, version: named ?? (digest === null ? null : `sha256:${digest}`) };
  const facts: DatasetFact[] = [
    ...digestFacts(about, digest),
    ...schemaFacts(about, facets),
    ...describingFacts(about, facets),
    ...groups.flatMap((group) => rowFacts(about, group)),
    ...columnFacts(about, objectAt(facets, 'columnLineage')),
    ...explicitFacts(about, objectAt(facets, 'lineage')),
  ];
  return { about, facts };
}

/** Digests in any facet: `sha256`, or an algorithm named beside a `value` or `digest`. */
function digestsOf(facets: JsonObject): string[] {
  return namesOf(facets).flatMap((name) => {
    const facet = objectAt(facets, name);
    const direct = textAt(facet, 'sha256');
    const algorithm = (textAt(facet, 'algorithm') ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
    const labelled = algorithm === 'sha256' ? (textAt(facet, 'value') ?? textAt(facet, 'digest')) : null;
    const digest = sha256Of(direct ?? labelled);
    return digest === null ? [] : [digest];
  });
}

function digestFacts(about: About, facetDigest: string | null): DatasetFact[] {
  const digests = new Set([sha256Of(about.version), facetDigest].filter((digest) => digest !== null));
  return [...digests].map((sha256) => ({ ...about, kind: 'dataset-digest', sha256 }));
}

function schemaFacts(about: About, facets: JsonObject): DatasetFact[] {
  const columns = columnNames(listAt(objectAt(facets, 'schema'), 'fields'), '', 0);
  return columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema', columns }];
}

function columnNames(fields: unknown[], prefix: string, nesting: number): string[] {
  if (nesting > MAX_NESTING) return [];
  return fields.flatMap((field) => {
    const name = textAt(field, 'name');
    if (name === null) return [];
    const path = `${prefix}${name}`;
    return [path, ...columnNames(listAt(field, 'fields'), `${path}.`, nesting + 1)];
  });
}

function describingFacts(about: About, facets: JsonObject): DatasetFact[] {
  const type = textAt(objectAt(facets, 'datasetType'), 'datasetType');
  const owners = listAt(objectAt(facets, 'ownership'), 'owners').map((owner) => ({
    owner: textAt(owner, 'name'),
    role: textAt(owner, 'type'),
  }));
  const aliases = listAt(objectAt(facets, 'symlinks'), 'identifiers').map(nameAt);
  const tags = listAt(objectAt(facets, 'tags'), 'tags');
  return [
    ...(type === null ? [] : [{ ...about, kind: 'dataset-type' as const, type }]),
    ...owners.flatMap(({ owner, role }) =>
      owner === null ? [] : [{ ...about, kind: 'dataset-owner' as const, owner, ...(role === null ? {} : { role }) }],
    ),
    ...aliases.flatMap((alias) => (alias === null ? [] : [{ ...about, kind: 'dataset-alias' as const, alias }])),
    ...tags.flatMap((tag) => {
      const [key, value] = [textAt(tag, 'key'), textAt(tag, 'value')];
      return key === null || value === null ? [] : [{ ...about, kind: 'dataset-tag' as const, key, value }];
    }),
  ];
}

function rowFacts(about: About, facets: JsonObject): DatasetFact[] {
  const found = ['outputStatistics', 'inputStatistics', 'dataQualityMetrics'].map((name) =>
    countAt(objectAt(facets, name), 'rowCount'),
  );
  const rows = found.find((count) => count !== null);
  return rows === undefined || rows === null ? [] : [{ ...about, kind: 'dataset-rows', rows }];
}
