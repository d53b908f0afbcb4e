import type { DatasetName } from '../../core/evidence.ts';
import { datasetAtUri } from '../dataset-name-of-uri.ts';
import { type Estate, type Referred, referredBy, textOf } from './entity.ts';

/** Types whose qualified names are URIs with the name of the cluster after an @. */
const URI_AT_CLUSTER = /^(?:hdfs|aws_s3|ozone|abfs|adls|gcp)/;

/**
 * The name of a data set or a process: what its URI names, else `atlas://<cluster>/<type>` and the qualified name before
 * the @. The type belongs to it, for a qualified name is unique among the entities of one type.
 */
export function nameOf({ type, qualifiedName }: Referred): DatasetName | null {
  if (qualifiedName === null) return null;
  const uri = URI_AT_CLUSTER.test(type) ? qualifiedName.replace(/@[^/@]*$/, '') : qualifiedName;
  const located = datasetAtUri(uri);
  if (located !== null) return located;
  const at = qualifiedName.lastIndexOf('@');
  const [name, cluster] = at <= 0 ? [qualifiedName, ''] : [qualifiedName.slice(0, at), qualifiedName.slice(at + 1)];
  return { namespace: `atlas://${cluster}/${type}`, name };
}

const MODEL_TYPE = /(?:^|_)ml_?model/i;

export function isModel(type: string): boolean {
  return MODEL_TYPE.test(type);
}

/** A data set at the version under which it never changes again: only models have one. */
export interface Used extends DatasetName {
  version: string | null;
}

export function usedOf(referred: Referred): Used | null {
  const name = nameOf(referred);
  const { entity, type } = referred;
  const version = entity !== null && isModel(type) ? textOf(entity, 'version') : null;
  return name === null ? null : { ...name, version };
}

/** `https://<account>.dfs.core.windows.net/<container>/<path>` under the name that Spark and OpenLineage use for it. */
export function lakeAlias({ namespace, name }: DatasetName): DatasetName | null {
  const [, account] = /^https:\/\/([^/]+\.dfs\.core\.windows\.net)$/i.exec(namespace) ?? [];
  const [, container, path] = /^\/([^/]+)(\/.+)$/.exec(name) ?? [];
  return account === undefined || container === undefined || path === undefined
    ? null
    : { namespace: `abfss://${container}@${account}`, name: path };
}

export interface ColumnName {
  table: DatasetName;
  column: string;
}

export function isColumn(type: string): boolean {
  return /(?:^|_)column$/i.test(type);
}

/** A column and its table: the one that it refers to, else the one that its qualified name begins with. */
export function columnNamed(estate: Estate, referred: Referred): ColumnName | null {
  const { entity, type, qualifiedName } = referred;
  if (entity !== null) {
    const [table] = ['table', 'view', 'composite_schema'].flatMap((name) => referredBy(estate, entity, name));
    const name = table === undefined ? null : nameOf(table);
    const column = textOf(entity, 'name');
    if (name !== null && column !== null) return { table: name, column };
  }
  const [, table, column, cluster = ''] = /^(.+)\.([^.@]+)(@[^@]*)?$/.exec(qualifiedName ?? '') ?? [];
  if (table === undefined || column === undefined) return null;
  const whole = { entity: null, type: type.replace(/column$/i, 'table'), qualifiedName: `${table}${cluster}` };
  const name = nameOf(whole);
  return name === null ? null : { table: name, column };
}
