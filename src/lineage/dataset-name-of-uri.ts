import type { DatasetName } from '../core/evidence.ts';

const WITH_AUTHORITY = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)\/*([^?#]*)/is;
const WITH_SCHEME = /^([a-z][a-z0-9+.-]+):(\/[^/].*)$/is;
const S3 = new Set(['s3a', 's3n']);

/**
 * The data set that lies at a URI or path, named as OpenLineage names it, so that exports of several systems mean one
 * data set by one name. A path without scheme is a file of the machine that wrote the record.
 *
 * @see https://openlineage.io/docs/spec/naming
 * @example datasetNameOfUri('s3a://lake/raw/a.csv') // { namespace: 's3://lake', name: 'raw/a.csv' }
 */
export function datasetNameOfUri(uri: string): DatasetName {
  if (/^models:/i.test(uri)) return { namespace: 'mlflow', name: uri };
  const [, scheme, authority = '', path = ''] = WITH_AUTHORITY.exec(uri) ?? [];
  if (scheme !== undefined) {
    const spelled = S3.has(scheme.toLowerCase()) ? 's3' : scheme.toLowerCase();
    return authority === ''
      ? { namespace: spelled, name: `/${path}` }
      : { namespace: `${spelled}://${authority}`, name: path === '' ? '/' : path };
  }
  const [, plain, rooted] = WITH_SCHEME.exec(uri) ?? [];
  if (plain !== undefined && rooted !== undefined) return { namespace: plain.toLowerCase(), name: rooted };
  return { namespace: 'file', name: uri };
}
