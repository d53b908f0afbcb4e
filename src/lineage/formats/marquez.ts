import { countFacts } from '../count-facts.ts';
import { reportDanglingSources } from '../dangling-sources.ts';
import { defineLineageFormat, type LineageFormat } from '../format.ts';
import { hasAll, hasAny, headNames } from '../head-names.ts';
import { issueLog } from '../issue-log.ts';
import { jsonExport } from '../json-export.ts';
import { type Reading, readAnswer, reportMissingEvents, runsToldOf } from '../marquez/read-answer.ts';
import { recordClock } from '../record-clock.ts';

/** Members that the records of Marquez have and those of other systems do not. */
const OF_MARQUEZ =
  /"(?:inEdges|outEdges|nominalStartTime|physicalName|sourceName|latestRun|simpleName|currentVersion)"\s*:/;

export const marquez: LineageFormat = defineLineageFormat({
  meta: {
    id: 'marquez',
    title: 'Marquez API answers',
    answers: 'Which runs, jobs and versions of data sets does the Marquez server hold?',
    source: {
      work: 'Marquez API reference',
      locator: 'lineage, column lineage, events, jobs, runs, datasets and their versions',
      url: 'https://marquezproject.ai/docs/api/get-lineage/',
    },
    limits: [
      'A lineage graph is the newest state of each job: only runs and events tell what was true earlier.',
      'Runs name versions by ids that records of versions need not share: what one run read of another is told by events.',
      'A node id whose namespace holds colons leaves it to a guess where the name begins.',
    ],
  },

  marks:
    '"graph" of nodes with "inEdges" and "outEdges", "events", "jobs", "runs", "datasets" or "versions" of its API',

  detect(head) {
    const names = headNames(head);
    if (hasAny(names, 'inEdges', 'outEdges')) return 1;
    if (names.has('events') && /"eventTime"\s*:/.test(head)) return 1;
    if (hasAll(names, 'inputs', 'outputs', 'createdAt', 'namespace')) return 0.9;
    if (!OF_MARQUEZ.test(head)) return 0;
    if (hasAny(names, 'graph', 'jobs', 'runs', 'datasets', 'versions')) return 1;
    return hasAll(names, 'id', 'createdAt') ? 0.9 : 0;
  },

  read(documents) {
    const log = issueLog();
    const records = jsonExport(documents, 'an answer of Marquez', log);
    const told = new Set(records.flatMap(runsToldOf));
    const reading: Reading = { facts: [], clock: recordClock(), log, seen: new Map(), told };
    for (const record of records) readAnswer(reading, record);
    reportMissingEvents(records, log);
    reading.clock.report(log);
    const { facts, seen } = reading;
    const danglingSources = reportDanglingSources(facts, log);
    return {
      facts,
      issues: log.issues(),
      report: { ...Object.fromEntries(seen), ...countFacts(facts), danglingSources },
    };
  },
});
