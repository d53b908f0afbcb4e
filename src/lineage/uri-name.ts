import type { DatasetName } from '../core/evidence.ts';

const URI = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)\/?(.*)$/is;
const S3_ARN = /^arn:aws[a-z-]*:s3:::([^/]+)\/?(.*)$/is;
/** Stores whose objects have keys, not paths: a key begins with no slash. */
const BUCKETS = new Set(['s3', 'gs']);

/**
 * The name that OpenLineage gives to what lies at a URI: `s3://bucket` and `key`, or `scheme://authority` and `/path`.
 * Null for what is no URI.
 * @see https://openlineage.io/docs/spec/naming/
 */
export function datasetAtUri(text: string | null): DatasetName | null {
  if (text === null) return null;
  const [, bucket, key] = S3_ARN.exec(text) ?? [];
  if (bucket !== undefined) return { namespace: `s3://${bucket}`, name: key === '' ? '/' : (key ?? '/') };
  const [, scheme, authority = '', path = ''] = URI.exec(text) ?? [];
  if (scheme === undefined) return null;
  const store = scheme.toLowerCase().replace(/^s3[an]$/, 's3');
  return { namespace: `${store}://${authority}`, name: BUCKETS.has(store) && path !== '' ? path : `/${path}` };
}
