import type { DatasetName } from '../../core/evidence.ts';
import { objectAt, textAt } from '../../data/json-value.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import type { JsonExportRecord } from '../json-export.ts';
import { codeLocation } from '../openlineage/code-location.ts';
import { type Account, aboutAt, count, statementOf } from './account.ts';
import { besideArn, datasetNamed, nameOfArn, tableIn } from './names.ts';
import { textsAlong } from './texts-along.ts';

/** A model is the artefacts of its containers under a name; it never changes, so that each is another name of it. */
export function readModel(account: Account, record: JsonExportRecord): void {
  count(account, 'models', record, 'ModelArn');
  const model = nameOfArn(textAt(record.value, 'ModelArn'));
  if (model === null) return;
  const about = aboutAt(statementOf(account, record), model);
  account.facts.push({ ...about, kind: 'dataset-type', type: 'MODEL' });
  const single = textsAlong(record.value, 'PrimaryContainer/ModelDataUrl');
  const urls = single.length > 0 ? single : textsAlong(record.value, 'Containers/*/ModelDataUrl');
  for (const source of urls.map(datasetNamed)) {
    // A pipeline of several containers is made of their artefacts; it is none of them.
    if (source !== null && urls.length > 1) {
      account.facts.push({ ...about, kind: 'dataset-derivation', source, sourceVersion: null });
    } else if (source !== null) account.facts.push({ ...about, kind: 'dataset-alias', alias: source });
  }
}

/** A model package is one version of the model that its group stands for. */
export function readModelPackage(account: Account, record: JsonExportRecord): void {
  const { value } = record;
  count(account, 'modelPackages', record, 'ModelPackageArn');
  const arn = textAt(value, 'ModelPackageArn');
  const named = nameOfArn(arn);
  if (arn === null || named === null) return;
  const statement = statementOf(account, record);
  const urls = textsAlong(value, 'InferenceSpecification/Containers/*/ModelDataUrl');
  const [artefact = named] = urls.flatMap((url) => datasetNamed(url) ?? []);
  const about = aboutAt(statement, artefact);
  const [group, version] = [textAt(value, 'ModelPackageGroupName'), textAt(value, 'ModelPackageVersion')];
  const made = objectAt(value, 'MetadataProperties');
  const run = textAt(made, 'GeneratedBy');
  account.facts.push({ ...about, kind: 'dataset-type', type: 'MODEL' });
  if (group !== null && version !== null) {
    const at = account.clock.at(record.place, value['CreationTime'], value['LastModifiedTime']);
    account.facts.push({ ...about, at, run, kind: 'model-version', model: group, modelVersion: version });
  }
  if (run !== null) account.facts.push({ ...about, run, kind: 'run-dataset', direction: 'output', state: 'OTHER' });
  const approval = textAt(value, 'ModelApprovalStatus');
  if (approval !== null)
    account.facts.push({ ...about, kind: 'dataset-tag', key: 'ModelApprovalStatus', value: approval });
  for (const text of textsAlong(value, 'InferenceSpecification/Containers/*/ModelDataDigest')) {
    const sha256 = sha256Of(text);
    if (sha256 !== null) account.facts.push({ ...about, run, kind: 'dataset-digest', sha256 });
  }
  readCode(account, record, nameOfArn(run) ?? named, run);
}

/** MetadataProperties name repository and commit of what made a thing. */
export function readCode(account: Account, record: JsonExportRecord, job: DatasetName, run: string | null): void {
  const made = objectAt(record.value, 'MetadataProperties');
  const [repository, commit] = [textAt(made, 'Repository'), textAt(made, 'CommitId')];
  if (repository === null) return;
  const facet = { url: repository, repoUrl: repository, ...(commit === null ? {} : { version: commit }) };
  const location = codeLocation({ sourceCodeLocation: facet });
  if (location !== null) {
    account.facts.push({ ...statementOf(account, record), run, kind: 'job-code', job, ...location });
  }
}

/** An endpoint serves the models of its configuration; no answer tells of a single decision. */
export function readEndpointConfig(account: Account, record: JsonExportRecord): void {
  count(account, 'endpointConfigs', record, 'EndpointConfigArn');
  const arn = textAt(record.value, 'EndpointConfigArn');
  const job = nameOfArn(arn);
  if (arn === null || job === null) return;
  for (const name of textsAlong(record.value, 'ProductionVariants/*/ModelName')) {
    const model = besideArn(arn, 'model', name);
    if (model === null) continue;
    const about = aboutAt(statementOf(account, record), model);
    account.facts.push({ ...about, kind: 'job-dataset', job, direction: 'input' });
    account.facts.push({ ...about, kind: 'dataset-type', type: 'MODEL' });
  }
}

/** A feature group: its features, and the places under which its offline store can be found. */
export function readFeatureGroup(account: Account, record: JsonExportRecord): void {
  const { value } = record;
  count(account, 'featureGroups', record, 'FeatureGroupArn');
  const group = nameOfArn(textAt(value, 'FeatureGroupArn'));
  if (group === null) return;
  const about = aboutAt(statementOf(account, record), group);
  const columns = textsAlong(value, 'FeatureDefinitions/*/FeatureName');
  if (columns.length > 0) account.facts.push({ ...about, kind: 'dataset-schema', columns });
  const store = objectAt(value, 'OfflineStoreConfig');
  const uris = ['ResolvedOutputS3Uri', 'S3Uri'].map((name) => textAt(objectAt(store, 'S3StorageConfig'), name));
  const table = tableIn(objectAt(store, 'DataCatalogConfig'), {
    database: 'Database',
    table: 'TableName',
    catalog: '',
  });
  const places = [datasetNamed(uris[0] ?? uris[1] ?? null), table].filter((place) => place !== null);
  for (const alias of places) account.facts.push({ ...about, kind: 'dataset-alias', alias });
}
