import type { DatasetName } from '../../core/evidence.ts';
import { isJsonObject, textAt } from '../../data/json-value.ts';
import { datasetNameOfUri } from '../dataset-name-of-uri.ts';
import { protoField, protoName } from '../proto-field.ts';

/** Options of the table-like sources and the namespace under which OpenLineage knows such tables. */
const TABLES: Readonly<Record<string, string>> = {
  bigquery: 'bigquery',
  snowflake: 'snowflake',
  redshift: 'redshift',
  spark: 'spark',
  trino: 'trino',
  athena: 'awsathena',
};

/** Null where the record says no more than a name in the registry, as for a query. */
export function tableBehind(source: unknown, kind: 'Options' | 'Storage'): DatasetName | null {
  const uri = textAt(protoField(source, `file${kind}`), 'uri');
  if (uri !== null) return datasetNameOfUri(uri);
  for (const [system, namespace] of Object.entries(TABLES)) {
    const options = protoField(source, `${system}${kind}`);
    const table = tableName(options);
    if (table !== null) return { namespace, name: table };
    const path = textAt(options, 'path');
    if (path !== null) return datasetNameOfUri(path);
  }
  return kind === 'Options' ? streamBehind(source) : null;
}

/** With its database and schema where they are given apart. BigQuery's older spelling is project:dataset.table. */
function tableName(options: unknown): string | null {
  const table = textAt(options, 'table');
  if (table === null) return null;
  const parts = [textAt(options, 'database'), textAt(options, 'schema'), table.replace(':', '.')];
  return parts.filter((part) => part !== null).join('.');
}

function streamBehind(source: unknown): DatasetName | null {
  const kafka = protoField(source, 'kafkaOptions');
  const topic = textAt(kafka, 'topic');
  const servers = textAt(kafka, protoName(kafka, 'kafkaBootstrapServers'));
  if (topic !== null && servers !== null) return { namespace: `kafka://${servers.split(',')[0]}`, name: topic };
  const kinesis = protoField(source, 'kinesisOptions');
  const [region, stream] = [textAt(kinesis, 'region'), textAt(kinesis, protoName(kinesis, 'streamName'))];
  return region === null || stream === null ? null : { namespace: `kinesis://${region}`, name: stream };
}

export type RegistryKind = 'view' | 'source' | 'service' | 'saved-dataset' | 'entity';

/** The name that an object has in the registry of its project. A view and its source often go by one name there. */
export function registryName(project: string, name: string, kind: RegistryKind): DatasetName {
  return { namespace: `feast://${project}`, name: kind === 'view' ? name : `${kind}/${name}` };
}

/** By feature: the column of the source that it is read from, where the two have different names. */
export function renamedColumns(source: unknown): ReadonlyMap<string, string> {
  const mapping = protoField(source, 'fieldMapping');
  const renamed = new Map<string, string>();
  if (!isJsonObject(mapping)) return renamed;
  for (const column of Object.keys(mapping)) {
    const feature = textAt(mapping, column);
    if (feature !== null) renamed.set(feature, column);
  }
  return renamed;
}
