import type { DatasetName } from '../core/evidence.ts';

const URI = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)\/?(.*)$/is;
const S3_ARN = /^arn:aws[a-z-]*:s3:::([^/]+)\/?(.*)$/is;
/** Stores whose objects have keys, not paths: a key begins with no slash. */
const BUCKETS = new Set(['s3', 'gs']);

/**
 * The name that OpenLineage gives to what lies at a URI: `s3://bucket` and `key`, or `scheme://authority` and `/path`;
 * without an authority, as in file:///a, the scheme and `/path`. Null for what is no URI.
 * @see https://openlineage.io/docs/spec/naming/
 */
export function datasetAtUri(text: string | null): DatasetName | null {
  if (text === null) return null;
  const [, bucket, key] = S3_ARN.exec(text) ?? [];
  if (bucket !== undefined) return { namespace: `s3://${bucket}`, name: key === '' ? '/' : (key ?? '/') };
  const [, scheme, authority = '', path = ''] = URI.exec(text) ?? [];
  if (scheme === undefined) return null;
  const store = scheme.toLowerCase().replace(/^s3[an]$/, 's3');
  const namespace = authority === '' ? store : `${store}://${authority}`;
  return { namespace, name: BUCKETS.has(store) && path !== '' ? path : `/${path}` };
}

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
  return datasetAtUri(uri) ?? { namespace: 'file', name: uri };
}
