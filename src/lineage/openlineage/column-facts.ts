import { type JsonObject, listAt, objectAt, textAt } from '../../data/json-value.ts';
import type { ColumnDerivationFact, DatasetDerivationFact } from '../fact.ts';
import { isTrueAt, namesOf } from './facet-values.ts';
import { nameAt } from './names.ts';
import type { About, Statement } from './statement.ts';

const DIRECT = new Set(['IDENTITY', 'TRANSFORMATION', 'AGGREGATION']);

/** What a columnLineage facet states, of single columns and of the data set as a whole. */
export function columnFacts(about: About, facet: JsonObject | null): ColumnDerivationFact[] {
  const fields = objectAt(facet, 'fields');
  const single = namesOf(fields).flatMap((column) => {
    const field = objectAt(fields, column);
    return listAt(field, 'inputFields').flatMap((input) => derivations(about, column, input, field));
  });
  const whole = listAt(facet, 'dataset').flatMap((input) => derivations(about, null, input, null));
  return [...single, ...whole];
}

/**
 * What a lineage facet states of a data set, where no run stands between it and its sources: whole data sets, and
 * columns.
 * @see https://openlineage.io/spec/facets/1-0-0/LineageFacet.json
 */
export function explicitFacts(about: About, facet: unknown): (ColumnDerivationFact | DatasetDerivationFact)[] {
  const fields = objectAt(facet, 'fields');
  const single = namesOf(fields).flatMap((column) =>
    listAt(objectAt(fields, column), 'inputs').flatMap((input) => derivations(about, column, input, null)),
  );
  const inputs = listAt(facet, 'inputs').filter((input) => textAt(input, 'type') === 'DATASET');
  const whole = inputs.flatMap((input) => derivations(about, null, input, null));
  const sources = inputs.flatMap((input): DatasetDerivationFact[] => {
    const source = nameAt(input);
    return source === null ? [] : [{ ...about, kind: 'dataset-derivation', source, sourceVersion: null }];
  });
  return [...single, ...whole, ...sources];
}

/** The same where the facet of a job lists the data sets that it concerns. */
export function entryFacts(
  statement: Statement,
  facet: JsonObject | null,
): (ColumnDerivationFact | DatasetDerivationFact)[] {
  return listAt(facet, 'entries').flatMap((entry) => {
    const dataset = textAt(entry, 'type') === 'DATASET' ? nameAt(entry) : null;
    return dataset === null ? [] : explicitFacts({ ...statement, dataset, version: null }, entry);
  });
}

function derivations(
  about: About,
  column: string | null,
  input: unknown,
  field: JsonObject | null,
): ColumnDerivationFact[] {
  const source = nameAt(input);
  const sourceColumn = textAt(input, 'field');
  if (source === null || sourceColumn === null) return [];
  const stated = listAt(input, 'transformations');
  const ways = stated.length === 0 ? [olderWay(field)] : stated.map(way);
  return ways.map((found) => ({ ...about, kind: 'column-derivation', column, source, sourceColumn, ...found }));
}

type Way = Pick<ColumnDerivationFact, 'transformation' | 'masked'>;

function way(stated: unknown): Way {
  const masked = isTrueAt(stated, 'masking');
  const type = (textAt(stated, 'type') ?? '').toUpperCase();
  const subtype = (textAt(stated, 'subtype') ?? '').toUpperCase();
  if (type === 'INDIRECT') return { transformation: 'INDIRECT', masked };
  return { transformation: DIRECT.has(subtype) ? subtype : 'UNKNOWN', masked };
}

/** Facet versions before 1-1-0 describe the output column as a whole, as IDENTITY or MASKED. */
function olderWay(field: JsonObject | null): Way {
  const type = (textAt(field, 'transformationType') ?? '').toUpperCase();
  if (type === 'MASKED') return { transformation: 'TRANSFORMATION', masked: true };
  return { transformation: DIRECT.has(type) ? type : 'UNKNOWN', masked: false };
}
