import type { DatasetName } from '../../core/evidence.ts';
import { datasetAtUri } from '../dataset-name-of-uri.ts';

/** A name of DataHub in its parts: `urn:li:<type>:<part>` or `urn:li:<type>:(<part>,<part>,...)`. */
export interface Urn {
  type: string;
  parts: string[];
}

/** Deeper names than any entity has. */
const MAX_NESTING = 8;

/** Null for what is no URN. A part may be a URN itself; commas inside its brackets do not part. */
export function readUrn(text: string | null): Urn | null {
  const [, type, body] = /^urn:li:([A-Za-z]\w*):(.+)$/s.exec(text ?? '') ?? [];
  if (type === undefined || body === undefined) return null;
  const parts = body.startsWith('(') && body.endsWith(')') ? partsOf(body.slice(1, -1)) : [body];
  return parts === null ? null : { type, parts };
}

/** Null where brackets lie deeper than in any name. */
function partsOf(text: string): string[] | null {
  const parts: string[] = [];
  let [nesting, from] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '(') nesting += 1;
    if (character === ')') nesting -= 1;
    if (nesting > MAX_NESTING) return null;
    if (character !== ',' || nesting !== 0) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** The name that comes last in a URN that holds one other: the platform in `urn:li:dataPlatform:hive`. */
export function lastPart(text: string | undefined): string {
  return readUrn(text ?? '')?.parts.at(-1) ?? text ?? '';
}

/** Types of entities that hold data or a model, which runs read and write. */
const OF_PLATFORM = new Set(['dataset', 'mlModel', 'mlModelGroup']);
const OF_FEATURES = new Set(['mlFeature', 'mlPrimaryKey']);

/**
 * The name under which a data set, a model or a table of features enters the graph: `platform:ENVIRONMENT` and the name,
 * for the same name may stand for other data in another environment. Features are columns; see `columnOf`.
 */
export function datasetOfUrn(text: string | null): DatasetName | null {
  const urn = readUrn(text);
  if (urn === null) return null;
  const [first = '', second = '', third = ''] = urn.parts;
  if (OF_PLATFORM.has(urn.type) && second !== '') {
    return { namespace: `${lastPart(first)}:${third === '' ? 'PROD' : third.toUpperCase()}`, name: second };
  }
  if (urn.type === 'mlFeatureTable' && second !== '') return { namespace: 'mlFeatureTable', name: second };
  if (OF_FEATURES.has(urn.type) && second !== '') return { namespace: 'mlFeatureTable', name: first };
  return urn.type === 'schemaField' ? datasetOfUrn(first) : null;
}

/** The column that a schema field, a feature or a primary key is. Null for other entities. */
export function columnOf(text: string | null): string | null {
  const urn = readUrn(text);
  if (urn === null || (urn.type !== 'schemaField' && !OF_FEATURES.has(urn.type))) return null;
  return fieldPath(urn.parts.slice(1).join(','));
}

/** A field path without the types that its second version writes between the names: `[version=2.0].[type=a].b` is `b`. */
export function fieldPath(path: string): string {
  return path.replace(/\[(?:version|type|key)=[^\]]*\]\.?/g, '');
}

/** The job that a dataJob URN names: its flow and its task. */
export function jobOfUrn(text: string | null): DatasetName | null {
  const urn = readUrn(text);
  if (urn?.type !== 'dataJob') return null;
  const [orchestrator = '', flow = '', cluster = ''] = readUrn(urn.parts[0] ?? '')?.parts ?? [];
  const task = urn.parts[1] ?? '';
  return flow === '' || task === '' ? null : { namespace: `${orchestrator}:${cluster}`, name: `${flow}.${task}` };
}

const STORES = new Map([
  ['s3', 's3'],
  ['gcs', 'gs'],
]);

/** Names that the platform part shows to be those of a store: DataHub names objects of S3 by bucket and key. */
export function storeAlias(text: string | null): DatasetName | null {
  const urn = readUrn(text);
  if (urn?.type !== 'dataset') return null;
  const [platform = '', name = ''] = urn.parts;
  const scheme = STORES.get(lastPart(platform));
  return scheme === undefined ? null : datasetAtUri(`${scheme}://${name}`);
}
