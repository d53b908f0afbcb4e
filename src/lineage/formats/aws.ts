import type { Account } from '../aws/account.ts';
import { KNOWN_NAMES, readResponse } from '../aws/read-response.ts';
import { associationReport, readEnds } from '../aws/sagemaker-lineage.ts';
import { countFacts } from '../count-facts.ts';
import { defineLineageFormat, type LineageFormat } from '../format.ts';
import { hasAny, headNames } from '../head-names.ts';
import { issueLog } from '../issue-log.ts';
import { jsonExport } from '../json-export.ts';
import { recordClock } from '../record-clock.ts';

/** Members with which only answers of these services come. */
const OF_AWS =
  /"arn:aws[a-z-]*:(?:sagemaker|glue|databrew):|"(?:JobRunState|StorageDescriptor|ScriptLocation|S3InputDefinition|S3Targets|RecipeReference|AssociationSummaries)"\s*:/;

export const aws: LineageFormat = defineLineageFormat({
  meta: {
    id: 'aws',
    title: 'AWS SageMaker, Glue and DataBrew answers',
    answers: 'Which jobs of AWS read and wrote which data, and which model came of it?',
    source: {
      work: 'Amazon SageMaker, AWS Glue and AWS Glue DataBrew API references',
      locator: 'list and describe answers as `aws ... --output json` prints them',
      url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AssociationSummary.html',
    },
    limits: [
      'Objects in S3 bear no versions here: a training job and a model join by the URI of the model data alone.',
      'An endpoint names its models; no answer tells which of them made a single decision.',
      'Scripts of Glue say nothing of what they read; only visual jobs and DataBrew do.',
    ],
  },

  marks: 'answers with names like "AssociationSummaries", "TrainingJobArn", "TableList" or "JobRuns"',

  detect(head) {
    if (!hasAny(headNames(head), ...KNOWN_NAMES, 'Table', 'Job', 'JobRun', 'Crawler')) return 0;
    return OF_AWS.test(head) ? 1 : 0;
  },

  read(documents) {
    const log = issueLog();
    const account: Account = {
      facts: [],
      log,
      clock: recordClock(),
      seen: new Map(),
      described: new Set(),
      associations: [],
      runs: new Map(),
    };
    const records = jsonExport(documents, 'an answer of AWS', log);
    for (const record of records) readResponse(account, record);
    for (const association of account.associations) readEnds(account, association);
    account.clock.report(log);
    const { facts, seen } = account;
    const things = Object.fromEntries([...seen].map(([kind, names]) => [kind, names.size]));
    const report = { responses: records.length, ...things, ...associationReport(account), ...countFacts(facts) };
    return { facts, issues: log.issues(), report };
  },
});
