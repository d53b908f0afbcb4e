import type { DatasetName } from '../core/evidence.ts';
import { datasetAtUri } from './uri-name.ts';

const WITH_SCHEME = /^([a-z][a-z0-9+.-]+):(\/[^/].*)$/is;

/**
 * The data set that lies at a URI or path, whatever form a record gives it. A path without scheme is a file of the
 * machine that wrote the record; `models:/…` is a name that MLflow itself resolves.
 *
 * @see https://openlineage.io/docs/spec/naming/
 * @example datasetNameOfUri('dbfs:/tmp/a.csv') // { namespace: 'dbfs', name: '/tmp/a.csv' }
 */
export function datasetNameOfUri(uri: string): DatasetName {
  if (/^models:/i.test(uri)) return { namespace: 'mlflow', name: uri };
  const [, scheme, path] = WITH_SCHEME.exec(uri) ?? [];
  if (scheme !== undefined && path !== undefined) return { namespace: scheme.toLowerCase(), name: path };
  const named = datasetAtUri(uri);
  if (named === null) return { namespace: 'file', name: uri };
  // file:///a is a file without a host: /a in the namespace file.
  return named.namespace.endsWith('://') ? { namespace: named.namespace.slice(0, -3), name: named.name } : named;
}
