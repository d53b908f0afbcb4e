import { DossierError } from '../../core/error.ts';
import type { Issue } from '../../core/issue.ts';
import { jsonRecords } from '../../data/json-records.ts';
import { breakIssue } from '../breaks.ts';
import { countFacts } from '../count-facts.ts';
import { reportDanglingSources } from '../dangling-sources.ts';
import type { Fact } from '../fact.ts';
import { defineLineageFormat, type ExportDocument, type LineageFormat } from '../format.ts';
import { hasAny, headNames } from '../head-names.ts';
import { issueLog } from '../issue-log.ts';
import { memberRepeated } from '../json-export.ts';
import { eventFacts } from '../openlineage/event-facts.ts';

/** A file of nothing but bad lines must not fill a dossier with them. */
const MAX_ISSUES = 20;

export const openlineage: LineageFormat = defineLineageFormat({
  meta: {
    id: 'openlineage',
    title: 'OpenLineage events',
    answers: 'Which runs read and wrote which versions of which data sets, with which code?',
    source: {
      work: 'OpenLineage specification',
      locator: 'RunEvent, JobEvent and DatasetEvent, versions 1-0-0 to 2-0-2',
      url: 'https://openlineage.io/docs/spec/object-model',
    },
    limits: [
      'No event holds a single prediction; the decision log must name the scoring run.',
      'Facets that are not understood are left out.',
    ],
  },

  marks: 'objects with "eventTime" and a "run", "job" or "dataset"',

  detect(head) {
    const names = headNames(head);
    const namesSpecification = /openlineage\.io\/spec/i.test(head);
    // Events inside an answer of a server that stores them.
    if (hasAny(names, 'events', 'graph', 'jobs', 'runs') && !names.has('eventTime'))
      return /"eventTime"/.test(head) ? 0.4 : 0;
    if (!/"eventTime"\s*:/.test(head)) return namesSpecification ? 0.5 : 0;
    if (namesSpecification) return 1;
    return /"runId"\s*:|"producer"\s*:|"schemaURL"\s*:/.test(head) ? 0.8 : 0.3;
  },

  read(documents) {
    const readings = documents.map(readDocument);
    const facts = readings.flatMap((reading) => reading.facts);
    const events = readings.reduce((sum, { readable }) => sum + readable, 0);
    const log = issueLog();
    const danglingSources = reportDanglingSources(facts, log);
    return {
      facts,
      issues: [...readings.flatMap(({ issues }) => issues), ...log.issues()],
      report: { events, ...countFacts(facts), danglingSources },
    };
  },
});

function readDocument({ text, file }: ExportDocument): { facts: Fact[]; issues: Issue[]; readable: number } {
  const facts: Fact[] = [];
  const issues: Issue[] = [];
  const zoneless: string[] = [];
  let readable = 0;
  for (const { at, value, repeated } of jsonRecords(text)) {
    const place = { file, at };
    if (repeated.length > 0) issues.push(breakIssue(...memberRepeated(place, repeated)));
    const reading = value === undefined ? { fault: 'is not JSON' } : eventFacts(value, place);
    if ('fault' in reading) {
      issues.push(malformed(`the record at ${at} of ${file} ${reading.fault}`, place));
      continue;
    }
    readable += 1;
    for (const fact of reading.facts) facts.push(fact);
    for (const flaw of reading.flaws) issues.push(malformed(`the record at ${at} of ${file} ${flaw}`, place));
    if (!reading.zoned) zoneless.push(at);
  }
  if (readable === 0) throw unreadable(file, issues);
  return { facts, issues: [...shortened(issues, file), ...withoutZone(zoneless, file)], readable };
}

function malformed(message: string, place: { file: string; at?: string }): Issue {
  return breakIssue('lineage/event-malformed', message, place);
}

function shortened(issues: Issue[], file: string): Issue[] {
  const more = issues.length - MAX_ISSUES;
  if (more <= 0) return issues;
  return [
    ...issues.slice(0, MAX_ISSUES),
    malformed(`${more} more records of ${file} cannot be read in full`, { file }),
  ];
}

function withoutZone([first, ...others]: string[], file: string): Issue[] {
  if (first === undefined) return [];
  const message =
    others.length === 0
      ? `the record at ${first} of ${file} gives its time without a zone, read as UTC`
      : `${others.length + 1} records of ${file}, the first at ${first}, give times without a zone, read as UTC`;
  return [breakIssue('lineage/time-without-zone', message, { file, at: first })];
}

function unreadable(file: string, issues: readonly Issue[]): DossierError {
  return new DossierError('input/lineage-unreadable', `no event of ${file} can be read`, {
    place: issues[0]?.place ?? { file },
    hint: 'Export it again, as one event a line or as one JSON array of events.',
  });
}
