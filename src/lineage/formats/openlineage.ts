import type { Citation } from '../../core/citation.ts';
import { DossierError } from '../../core/error.ts';
import { readInstant } from '../../data/instant.ts';
import { type JsonRecord, readJsonRecords } from '../../data/json-records.ts';
import { textIn } from '../../data/json-value.ts';
import { type BreakCode, issueOf } from '../breaks.ts';
import type { Fact } from '../fact.ts';
import { defineLineageFormat, type LineageFormat, type LineageReading } from '../format.ts';
import { eventStatements } from '../openlineage/event-statements.ts';

/** OpenLineage events: one object, one array, or one event a line; run, job and dataset events of any spec version. */
export const openlineage: LineageFormat = defineLineageFormat({
  meta: {
    id: 'openlineage',
    title: 'OpenLineage events',
    answers: 'Which runs read and wrote which data sets, when, and with which code?',
    source: {
      work: 'OpenLineage specification',
      locator: '2-0-2',
      url: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
    },
    limits: [
      'It records runs of jobs, not single predictions.',
      'Facets are optional: without versions, digests or source code location the chain cannot be verified.',
    ],
  },
  detect: (head) => {
    if (!/^\s*[[{]/.test(head) || !head.includes('"eventTime"')) return 0;
    if (/OpenLineage\.json/.test(head)) return 1;
    return /"(runId|job|dataset)"/.test(head) ? 0.8 : 0.4;
  },
  read(text, file) {
    const { records, faults, faulty } = readJsonRecords(text);
    const readings = records.map((record) => readEvent(record, file));
    if (!readings.some(({ isEvent }) => isEvent))
      throw unreadable(file, faults[0]?.why ?? 'it holds no OpenLineage event');
    const named = faults.map(({ at, why }) => trouble('lineage/event-malformed', { file, at }, why));
    const more = faulty - faults.length;
    return {
      facts: readings.flatMap(({ facts }) => facts),
      issues: [
        ...named,
        ...(more > 0
          ? [issueOf({ code: 'lineage/event-malformed', message: `${more} more records of ${file} could not be read` })]
          : []),
        ...readings.flatMap(({ issues }) => issues),
      ],
    };
  },
});

function readEvent({ value, at }: JsonRecord, file: string): LineageReading & { isEvent: boolean } {
  const citation: Citation = { file, at };
  const unread = (why: string): LineageReading & { isEvent: boolean } => ({
    ...{ facts: [], isEvent: false },
    issues: [trouble('lineage/event-malformed', citation, why)],
  });
  const reading = eventStatements(value);
  if (reading === null) return unread('it is no run, job or dataset event');
  const time = readInstant(textIn(value, 'eventTime') ?? '');
  if (time === null) return unread('it has no time that can be read, so that it cannot be put in order');
  const facts = reading.statements.map(
    (statement): Fact => ({ ...statement, at: time.at, grade: 'recorded', citation }),
  );
  const issues = reading.faults.map((why) => trouble('lineage/event-malformed', citation, why));
  if (!time.zoned)
    issues.push(trouble('lineage/time-without-zone', citation, 'its time has no offset and was read as UTC'));
  return { facts, issues, isEvent: true };
}

function trouble(code: BreakCode, citation: Citation, why: string): ReturnType<typeof issueOf> {
  return issueOf({ code, message: `the event at ${citation.at} of ${citation.file}: ${why}`, citation });
}

function unreadable(file: string, why: string): DossierError {
  return new DossierError('input/lineage-unreadable', `no lineage event can be read: ${why}`, {
    place: { file },
    hint: 'Export the events again, one JSON object a line.',
  });
}
