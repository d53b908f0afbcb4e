import { type Aspect, aspectsOf } from '../datahub/aspects.ts';
import { catalogueOf } from '../datahub/catalogue.ts';
import { datasetAspectFacts } from '../datahub/dataset-aspects.ts';
import { modelAspectFacts } from '../datahub/model-aspects.ts';
import { reportOf } from '../datahub/report.ts';
import { runAspectFacts } from '../datahub/run-aspects.ts';
import type { Fact } from '../fact.ts';
import { defineLineageFormat, type LineageFormat } from '../format.ts';
import { hasAny, headNames } from '../head-names.ts';
import { issueLog } from '../issue-log.ts';
import { jsonExport } from '../json-export.ts';
import { recordClock } from '../record-clock.ts';

export const datahub: LineageFormat = defineLineageFormat({
  meta: {
    id: 'datahub',
    title: 'DataHub metadata files',
    answers: 'Which data sets, jobs, runs, features and models does the DataHub catalogue join?',
    source: {
      work: 'DataHub metadata model',
      locator: 'metadata change events (MCE) and proposals (MCP) as its file sink writes them',
      url: 'https://docs.datahub.com/docs/advanced/mcp-mcl/',
    },
    limits: [
      'Data sets bear no versions; only models and what has a versionProperties aspect do.',
      'Patches (changeType PATCH) and aspects in Avro are named and not read.',
      'Features name the data sets they come from, not the columns.',
    ],
  },

  marks: 'objects with "proposedSnapshot", or with "entityUrn", "aspectName" and "aspect"',

  detect(head) {
    const names = headNames(head);
    if (names.has('proposedSnapshot')) return 1;
    if (!/urn:li:/.test(head)) return 0;
    return names.has('aspectName') && hasAny(names, 'entityUrn', 'entityType') ? 1 : 0;
  },

  read(documents) {
    const log = issueLog();
    const clock = recordClock();
    const records = jsonExport(documents, 'a metadata change of DataHub', log);
    const aspects = records.flatMap((record) => aspectsOf(record, log));
    const catalogue = catalogueOf(
      aspects.filter((aspect) => !isTakenAway(aspect, log)),
      clock,
      log,
    );
    const facts: Fact[] = [];
    for (const aspect of catalogue.aspects) {
      for (const read of [datasetAspectFacts, modelAspectFacts, runAspectFacts]) {
        for (const fact of read(catalogue, aspect)) facts.push(fact);
      }
    }
    const snapshots = records.filter(({ value }) => Object.hasOwn(value, 'proposedSnapshot')).length;
    const counts = { records: records.length, snapshots, proposals: records.length - snapshots };
    const report = { ...counts, ...reportOf(catalogue, facts) };
    clock.report(log);
    return { facts, issues: log.issues(), report };
  },
});

/** What a catalogue takes away later it still stated; the facts that it stated elsewhere stand. */
function isTakenAway({ isRemoval, urn, name, place }: Aspect, log: Parameters<typeof aspectsOf>[1]): boolean {
  if (isRemoval)
    log.report('lineage/document-unread', `${name || 'all'} of ${urn} is taken away, which is not read`, place);
  return isRemoval;
}
