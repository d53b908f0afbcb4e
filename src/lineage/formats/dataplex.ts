import { member, textAt } from '../../data/json-value.ts';
import { countFacts } from '../count-facts.ts';
import { eventFacts, runFacts, runIdOf, searchedFacts } from '../dataplex/resource-facts.ts';
import { flowOf, processOf, type Resources, resourcesOf, runOf } from '../dataplex/resources.ts';
import { defineLineageFormat, type ImportReport, type LineageFormat } from '../format.ts';
import { hasAll, hasAny, headNames } from '../head-names.ts';
import { issueLog } from '../issue-log.ts';
import { jsonExport } from '../json-export.ts';
import { protoField } from '../proto-field.ts';

const RESOURCE = /projects\/[^"]+\/locations\/[^"]+\/(?:processes|links)\//;

export const dataplex: LineageFormat = defineLineageFormat({
  meta: {
    id: 'dataplex',
    title: 'Google Dataplex lineage',
    answers: 'Which runs of which processes moved data from which tables and files into which others?',
    source: {
      work: 'Data Lineage API',
      locator: 'v1: processes, runs, lineageEvents, searchLinks',
      url: 'https://docs.cloud.google.com/dataplex/docs/reference/data-lineage/rest',
    },
    limits: [
      'Versions and digests of data sets are not recorded; which run wrote what was read is concluded from times.',
      'A run with several events reads and writes the data sets of all of them.',
      'Names that begin with filesystem:localhost mean the machine that the job ran on.',
    ],
  },

  marks: 'resources named projects/*/locations/*/processes/*, or links with fullyQualifiedName',

  detect(head) {
    const names = headNames(head);
    const isResource = hasAny(names, 'name', 'processes', 'runs', 'lineageEvents', 'lineage_events', 'links');
    if (isResource && RESOURCE.test(head)) return 0.95;
    const isLink = hasAll(names, 'source', 'target') || hasAny(names, 'links', 'lineageEvents', 'lineage_events');
    return isLink && /"(?:fullyQualifiedName|fully_qualified_name)"/.test(head) ? 0.9 : 0;
  },

  read(documents) {
    const log = issueLog();
    const resources = resourcesOf(jsonExport(documents, 'an object', log), log);
    const { processes, runs, events, links } = resources;
    const context = {
      processes: new Map(processes.map((record) => [processOf(textAt(record.value, 'name')) ?? '', record])),
      runs: new Map(runs.map((record) => [runOf(textAt(record.value, 'name')) ?? '', runIdOf(record) ?? ''])),
      log,
    };
    const facts = [
      ...runs.flatMap((record) => runFacts(record, context)),
      ...events.flatMap((record) => eventFacts(record, context)),
      ...links.flatMap((record) => searchedFacts(record, log)),
    ];
    return { facts, issues: log.issues(), report: { ...countFacts(facts), ...countsOf(resources) } };
  },
});

/** Links and entities once each, however many events and searches name them. */
function countsOf({ processes, runs, events, links }: Resources): ImportReport {
  const linked = new Set<string>();
  const entities = new Set<string>();
  const ofEvents = events.flatMap(({ value }) => member(value, 'links') ?? []);
  for (const link of [...ofEvents, ...links.map(({ value }) => value)]) {
    const flow = flowOf(link);
    if (flow === null) continue;
    const ends = [flow.source.fqn, flow.target.fqn];
    linked.add(JSON.stringify(ends));
    for (const fqn of ends) entities.add(fqn);
  }
  const closed = (state: string): number => runs.filter(({ value }) => stateIs(value, state)).length;
  return {
    processes: processes.length,
    runs: runs.length,
    runsCompleted: closed('COMPLETED') + closed('2'),
    events: events.length,
    links: linked.size,
    // Of the data sets of one run only those that a link joins are known to depend on each other.
    datasetEdges: linked.size,
    entities: entities.size,
  };
}

function stateIs(value: unknown, state: string): boolean {
  return String(protoField(value, 'state')) === state;
}
