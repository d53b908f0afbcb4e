import { isJsonObject, member } from '../../data/json-value.ts';
import { type JsonExportRecord, recordsAt, within } from '../json-export.ts';
import { type Account, count } from './account.ts';
import { readBrewDataset, readBrewJob, readCrawler, readGlueJob, readJobRun, readTable } from './glue.ts';
import { JOB_KINDS, readJob } from './sagemaker-jobs.ts';
import { readAction, readArtifact, readAssociation, readContext, readTrialComponent } from './sagemaker-lineage.ts';
import { readEndpointConfig, readFeatureGroup, readModel, readModelPackage } from './sagemaker-models.ts';

type Reader = (account: Account, record: JsonExportRecord) => void;

const counted =
  (kind: string, id: string): Reader =>
  (account, record) =>
    count(account, kind, record, id);

/** Members that hold a list, of answers that list things, and who reads an item. */
const LISTS: Readonly<Record<string, Reader>> = {
  ArtifactSummaries: readArtifact,
  ActionSummaries: readAction,
  ContextSummaries: readContext,
  AssociationSummaries: readAssociation,
  TrialComponentSummaries: readTrialComponent,
  Models: readModel,
  ModelPackageSummaryList: readModelPackage,
  ModelPackageGroupSummaryList: counted('modelPackageGroups', 'ModelPackageGroupArn'),
  Endpoints: counted('endpoints', 'EndpointArn'),
  EndpointConfigs: readEndpointConfig,
  FeatureGroupSummaries: readFeatureGroup,
  TableList: readTable,
  Crawlers: readCrawler,
  JobRuns: readJobRun,
  Jobs: (account, record) => (Object.hasOwn(record.value, 'Command') ? readGlueJob : readBrewJob)(account, record),
  Datasets: readBrewDataset,
  LabelingJobSummaryList: ofKind('LabelingJob'),
  ...Object.fromEntries(JOB_KINDS.map(({ kind }) => [`${kind}Summaries`, ofKind(kind)])),
};

/** Members that hold one thing. */
const WRAPPED: Readonly<Record<string, Reader>> = {
  Table: readTable,
  Job: readGlueJob,
  JobRun: readJobRun,
  Crawler: readCrawler,
};

/** Members that tell an answer which describes one thing; the more telling first. */
const SINGLE: readonly [name: string, reader: Reader][] = [
  ...JOB_KINDS.map(({ kind }): [string, Reader] => [`${kind}Name`, ofKind(kind)]),
  ['TrialComponentArn', readTrialComponent],
  ['ArtifactArn', readArtifact],
  ['ActionArn', readAction],
  ['ContextArn', readContext],
  ['ModelPackageArn', readModelPackage],
  ['ModelPackageGroupArn', counted('modelPackageGroups', 'ModelPackageGroupArn')],
  ['EndpointArn', counted('endpoints', 'EndpointArn')],
  ['EndpointConfigArn', readEndpointConfig],
  ['FeatureGroupArn', readFeatureGroup],
  ['ModelArn', readModel],
  ['RunId', readJobRun],
  ['DatasetName', readBrewJob],
  ['Input', readBrewDataset],
];

/** Answers of these lists tell nothing about lineage. */
export const KNOWN_NAMES: readonly string[] = [...Object.keys(LISTS), ...SINGLE.map(([name]) => name)];

function ofKind(kind: string): Reader {
  return (account, record) => {
    const job = JOB_KINDS.find((each) => each.kind === kind);
    if (job !== undefined) readJob(account, record, job);
  };
}

/** Reads one answer of a service, told apart by its members. */
export function readResponse(account: Account, record: JsonExportRecord): void {
  const { value, place } = record;
  const lists = Object.keys(LISTS).filter((name) => Array.isArray(member(value, name)));
  for (const name of lists) {
    for (const item of recordsAt(record, name, account.log)) LISTS[name]?.(account, item);
  }
  const wrapped = Object.keys(WRAPPED).filter((name) => isJsonObject(member(value, name)));
  for (const name of wrapped) {
    const body = member(value, name);
    if (isJsonObject(body)) WRAPPED[name]?.(account, { value: body, place: within(place, name) });
  }
  if (lists.length + wrapped.length > 0) return;
  const single = SINGLE.find(([name]) => Object.hasOwn(value, name));
  if (single !== undefined) single[1](account, record);
  else account.log.report('lineage/document-unread', `${place.file} is no answer of AWS that is read here`, place);
}
