import type { DatasetName } from '../../core/evidence.ts';
import { listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { datasetNameOfUri } from '../dataset-name-of-uri.ts';
import { innerJson } from '../inner-json.ts';
import { pairs } from './pairs.ts';

/** A data set as a run logged it. */
export interface DatasetInput {
  dataset: DatasetName;
  /** The version of the table, else the digest, which tells data sets of one name apart. */
  version: string | null;
  columns: string[];
  rows: number | null;
  tags: ReadonlyMap<string, string>;
}

/** Null when neither a name nor a source is given. */
export function datasetInput(input: unknown): DatasetInput | null {
  const logged = objectAt(input, 'dataset');
  const name = textAt(logged, 'name');
  const kind = textAt(logged, 'source_type');
  const stated = textAt(logged, 'source');
  const source = innerJson(stated);
  const dataset =
    sourceName(source, kind) ?? (name === null ? plainName(stated) : { namespace: namespaceOf(kind), name });
  if (dataset === null) return null;
  return {
    dataset,
    version: textAt(source, 'delta_table_version') ?? textAt(logged, 'digest'),
    columns: columnNames(innerJson(textAt(logged, 'schema'))),
    rows: rowCount(innerJson(textAt(logged, 'profile'))),
    tags: pairs(member(input, 'tags')),
  };
}

/** A source that is no JSON, as older versions wrote it, is a URI or path. */
function plainName(source: string | null): DatasetName | null {
  return source === null || source.startsWith('{') ? null : datasetNameOfUri(source);
}

const namespaceOf = (kind: string | null): string => (kind === null ? 'mlflow' : `mlflow:${kind}`);

/** The table or file behind it, so that other systems know it by the same name. */
function sourceName(source: unknown, kind: string | null): DatasetName | null {
  const table = textAt(source, 'delta_table_name') ?? textAt(source, 'table_name');
  if (table !== null) return { namespace: kind ?? 'mlflow', name: table };
  const uri = textAt(source, 'uri') ?? textAt(source, 'url') ?? textAt(source, 'path');
  return uri === null ? null : datasetNameOfUri(uri);
}

/** Columns of a signature or schema, which is a list or holds one. Tensors have no columns. */
export function columnNames(schema: unknown): string[] {
  const columns = Array.isArray(schema) ? schema : listAt(schema, 'mlflow_colspec');
  return columns.flatMap((column: unknown) => textAt(column, 'name') ?? []);
}

function rowCount(profile: unknown): number | null {
  const rows = member(profile, 'num_rows');
  return typeof rows === 'number' && Number.isSafeInteger(rows) && rows >= 0 ? rows : null;
}
