import type { DatasetName } from '../../core/evidence.ts';

/** Parts between dots; a part in backticks may hold dots itself. */
const PART = /`([^`]*)`|([^.`]+)/g;

/**
 * The data set behind a fully qualified name, named as OpenLineage names it where the two systems are told how to agree.
 *
 * @see https://docs.cloud.google.com/dataplex/docs/openlineage-mapping#fqn-mapping
 * @example datasetOfFqn('gcs:lake.`raw/a.csv`') // { namespace: 'gs://lake', name: 'raw/a.csv' }
 */
export function datasetOfFqn(fqn: string): DatasetName {
  const colon = fqn.indexOf(':');
  if (colon < 1) return { namespace: 'dataplex', name: fqn };
  const system = fqn.slice(0, colon).toLowerCase();
  const parts = [...fqn.slice(colon + 1).matchAll(PART)].map(([, quoted, plain = '']) => quoted ?? plain);
  const [first = '', ...rest] = parts;
  if (system === 'bigquery') return { namespace: 'bigquery', name: parts.join('.') };
  const scheme = { gcs: 'gs', s3: 's3' }[system];
  if (scheme !== undefined && rest.length > 0) return { namespace: `${scheme}://${first}`, name: rest.join('.') };
  if (system === 'filesystem' && rest.length > 0) {
    return { namespace: first === 'localhost' ? 'file' : `file://${first}`, name: rest.join('.') };
  }
  return { namespace: system, name: parts.join('.') };
}
