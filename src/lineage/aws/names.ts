import type { DatasetName } from '../../core/evidence.ts';
import { type JsonObject, textAt } from '../../data/json-value.ts';
import { datasetAtUri } from '../dataset-name-of-uri.ts';

/** An ARN in two: `arn:aws:sagemaker:<region>:<account>` and `training-job/<name>`. Null for what is none. */
export function nameOfArn(arn: string | null): DatasetName | null {
  const [, namespace, name] = /^(arn:[^:]*:[^:]*:[^:]*:[^:]*):(.+)$/s.exec(arn ?? '') ?? [];
  return namespace === undefined || name === undefined ? null : { namespace, name };
}

/** A neighbour in the same account and region: a model, where the ARN of a job is known and the model's name. */
export function besideArn(arn: string, kind: string, name: string | null): DatasetName | null {
  const own = nameOfArn(arn);
  return own === null || name === null ? null : { namespace: own.namespace, name: `${kind}/${name}` };
}

/** What an S3 URI, any other URI or an ARN names. */
export function datasetNamed(text: string | null): DatasetName | null {
  return datasetAtUri(text) ?? nameOfArn(text);
}

/** A table of the Glue Data Catalog. Its answers name the account and no region. */
export function glueTable(catalog: string | null, database: string | null, table: string | null): DatasetName | null {
  if (database === null || table === null) return null;
  return { namespace: `awsglue://${catalog ?? 'default'}`, name: `${database}.${table}` };
}

/** `{Bucket, Key}`, as DataBrew writes places in S3. */
export function inBucket(location: JsonObject | null): DatasetName | null {
  const [bucket, key] = [textAt(location, 'Bucket'), textAt(location, 'Key')];
  return bucket === null ? null : datasetAtUri(`s3://${bucket}/${key ?? ''}`);
}

/** A table that is named by database and table, with or without its catalogue. */
export function tableIn(
  value: unknown,
  names: { database: string; table: string; catalog: string },
): DatasetName | null {
  return glueTable(textAt(value, names.catalog), textAt(value, names.database), textAt(value, names.table));
}
