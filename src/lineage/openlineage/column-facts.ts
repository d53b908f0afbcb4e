import { type JsonObject, listAt, objectAt, textAt } from '../../data/json-value.ts';
import type { ColumnDerivationFact } from '../fact.ts';
import { isTrueAt, namesOf } from './facet-values.ts';
import { nameAt } from './names.ts';
import type { About } from './statement.ts';

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
