import type { DatasetName } from '../../core/evidence.ts';
import { isJsonObject, type JsonObject, objectIn, objectsIn, textIn } from '../../data/json-value.ts';
import type { DerivationFact, Transformation, Use } from '../fact.ts';
import { strongest } from '../transformation.ts';

/** The column lineage facet: `fields` by column, and since 1-2-0 `dataset` for what steers all columns. */
export function columnDerivations(dataset: DatasetName, facet: JsonObject | null, use: Use | null): DerivationFact[] {
  const fields = Object.entries(objectIn(facet, 'fields') ?? {});
  return [
    ...fields.flatMap(([column, field]) => (isJsonObject(field) ? ofField(dataset, column, field, use) : [])),
    ...derivations(dataset, null, objectsIn(facet, 'dataset'), use),
  ];
}

/** Before 1-1-0 the transformation stood at the field, for all of its inputs. */
function ofField(dataset: DatasetName, column: string, field: JsonObject, use: Use | null): DerivationFact[] {
  const type = textIn(field, 'transformationType')?.toUpperCase() ?? null;
  const inputs = objectsIn(field, 'inputFields');
  const found = derivations(dataset, column, inputs, use);
  if (type === null) return found;
  return found.map((derivation) =>
    derivation.transformation === 'UNSPECIFIED'
      ? { ...derivation, transformation: direct(type), masked: derivation.masked || type === 'MASKED' }
      : derivation,
  );
}

function derivations(
  dataset: DatasetName,
  column: string | null,
  inputs: readonly JsonObject[],
  use: Use | null,
): DerivationFact[] {
  return inputs.flatMap((input) => {
    const [namespace, name, field] = [textIn(input, 'namespace'), textIn(input, 'name'), textIn(input, 'field')];
    if (namespace === null || name === null || field === null) return [];
    const source = { dataset: { namespace, name }, column: field };
    return [{ kind: 'derivation', dataset, use, column, source, ...howItTravelled(input, column) }];
  });
}

/** A value that travelled and steered as well has travelled. What steers all columns only steers. */
function howItTravelled(input: JsonObject, column: string | null): Pick<DerivationFact, 'transformation' | 'masked'> {
  const steps = objectsIn(input, 'transformations');
  const travelled = steps.filter((step) => textIn(step, 'type')?.toUpperCase() !== 'INDIRECT');
  const masked = (travelled.length > 0 ? travelled : steps).some((step) => step['masking'] === true);
  if (column === null || (steps.length > 0 && travelled.length === 0)) return { transformation: 'INDIRECT', masked };
  return {
    transformation: strongest(travelled.map((step) => direct(textIn(step, 'subtype')?.toUpperCase() ?? null))),
    masked,
  };
}

/** A subtype of a DIRECT step; a name that is not known, such as MASKED, says that the value was changed. */
function direct(subtype: string | null): Transformation {
  if (subtype === null) return 'UNSPECIFIED';
  return subtype === 'IDENTITY' || subtype === 'AGGREGATION' ? subtype : 'TRANSFORMATION';
}
