import { countFacts } from '../count-facts.ts';
import { defineLineageFormat, type LineageFormat } from '../format.ts';
import { hasAny, headNames } from '../head-names.ts';
import { issueLog } from '../issue-log.ts';
import { jsonExport } from '../json-export.ts';
import { activityFacts, activityTimes, parentFacts } from '../prov/activity-facts.ts';
import { PROV_KINDS, type ProvRecords, provRecords } from '../prov/document.ts';
import { entityVersions } from '../prov/entities.ts';
import { entityFacts } from '../prov/entity-facts.ts';

/** Names of relations that no other format has. `entity`, `activity`, `agent`, `bundle` and `used` may mean other things. */
const RELATIONS = PROV_KINDS.filter((kind) => /[A-Z]/.test(kind));

export const provJson: LineageFormat = defineLineageFormat({
  meta: {
    id: 'prov-json',
    title: 'W3C PROV-JSON',
    answers: 'Which activities used and generated which entities, when, and who answers for them?',
    source: {
      work: 'The PROV-JSON Serialization',
      locator: 'W3C Member Submission 24 April 2013; PROV-DM',
      url: 'https://www.w3.org/submissions/prov-json/',
    },
    limits: [
      'PROV has no word for a run that failed: an activity that has ended counts as complete unless an attribute says more.',
      'Code, schemas and columns have no place in it.',
      'Relations that say no more than that one thing bore on another (wasInfluencedBy, wasInformedBy, alternateOf, mentionOf) are counted, not followed.',
    ],
  },

  marks: 'an object with "prefix" and "entity", "activity" or "agent", or with relations such as "wasGeneratedBy"',

  detect(head) {
    const names = headNames(head);
    if (hasAny(names, ...RELATIONS)) return 0.95;
    if (!hasAny(names, 'entity', 'activity', 'agent', 'used', 'bundle')) return 0;
    return hasAny(names, 'prefix') || /"prov:[a-zA-Z]+"\s*:/.test(head) ? 0.9 : 0;
  },

  read(documents) {
    const log = issueLog();
    const { records, bundles } = provRecords(jsonExport(documents, 'an object', log), log);
    const times = activityTimes(records);
    const facts = [
      ...activityFacts(records, times, log),
      ...parentFacts(records),
      ...entityFacts({ records, versionOf: entityVersions(records), times, log }),
    ];
    return {
      facts,
      issues: log.issues(),
      report: { ...countFacts(facts), documents: documents.length, bundle: bundles, ...countsOf(records) },
    };
  },
});

function countsOf(records: ProvRecords): Record<string, number> {
  return Object.fromEntries(PROV_KINDS.map((kind) => [kind, records[kind].length]));
}
