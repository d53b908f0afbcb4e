import type { Citation } from '../core/citation.ts';
import type { CheckOutcome, DatasetName, QualityCheck } from '../core/evidence.ts';
import { type RecordedCertificate, rollUp } from './certificate.ts';
import type { JsonRecord } from './json-records.ts';
import { isJsonObject, type JsonObject, objectIn, objectsIn, textIn } from './json-value.ts';
import { recordedTime } from './recorded-time.ts';

/** Longer texts are cut: what a check observed may hold rows of people. */
const LONGEST = 200;

/**
 * The data-quality assertions of OpenLineage events (facet dataQualityAssertions, spec 1-0-0 and later): of data sets
 * that a run read or wrote, in their input or their data set facets, and of data sets described apart from any run.
 * An event that repeats the assertions of its run counts once: the one that ended the run is taken, else the last.
 *
 * @see https://openlineage.io/spec/facets/1-1-0/DataQualityAssertionsDatasetFacet.json
 */
export function openlineageCertificates(records: readonly JsonRecord[], file: string): RecordedCertificate[] {
  const kept = new Map<string, Statement>();
  for (const statement of records.flatMap(({ value, at }) => statementsOf(value, { file, at }))) {
    const { certificate } = statement;
    const key = JSON.stringify([certificate.id, certificate.subject.namespace]);
    const earlier = kept.get(key);
    if (earlier === undefined || outranks(statement, earlier)) kept.set(key, statement);
  }
  return [...kept.values()].map(({ certificate }) => certificate);
}

interface Statement {
  certificate: RecordedCertificate;
  isEnd: boolean;
}

function outranks(one: Statement, other: Statement): boolean {
  if (one.isEnd !== other.isEnd) return one.isEnd;
  return one.certificate.producedAt > other.certificate.producedAt;
}

function statementsOf(event: JsonObject, citation: Citation): Statement[] {
  const producedAt = recordedTime(textIn(event, 'eventTime') ?? '');
  if (producedAt === null) return [];
  const run = textIn(objectIn(event, 'run'), 'runId');
  const isEnd = ['COMPLETE', 'FAIL', 'ABORT'].includes(textIn(event, 'eventType')?.toUpperCase() ?? '');
  const own = objectIn(event, 'dataset');
  const seen = [
    ...(objectsIn(event, 'inputs') ?? []).map((body) => ({ side: 'input', body })),
    ...(objectsIn(event, 'outputs') ?? []).map((body) => ({ side: 'output', body })),
    ...(own === null ? [] : [{ side: 'dataset', body: own }]),
  ];
  return seen.flatMap(({ side, body }) => {
    const described = describe(body);
    if (described === null) return [];
    const id = `${run ?? producedAt}/${side}/${described.dataset}`;
    return [{ isEnd, certificate: { id, system: 'openlineage', ...described, run, producedAt, citation } }];
  });
}

type Described = Omit<RecordedCertificate, 'id' | 'system' | 'run' | 'producedAt' | 'citation'>;

/** Null for a data set without a name or without assertions. */
function describe(body: JsonObject): Described | null {
  const [subject, checks] = [nameOf(body), checksOf(body)];
  if (subject === null || checks === null) return null;
  return { dataset: subject.name, subject, version: versionOf(body), binding: 'none', ...rollUp(checks), checks };
}

function nameOf(body: JsonObject): DatasetName | null {
  const [namespace, name] = [textIn(body, 'namespace'), textIn(body, 'name')];
  return namespace === null || name === null ? null : { namespace, name };
}

function versionOf(body: JsonObject): string | null {
  const facets = objectIn(body, 'facets');
  return textIn(objectIn(facets, 'version') ?? objectIn(facets, 'datasetVersion'), 'datasetVersion');
}

/** Null when the data set carries no assertions; an empty list is a certificate of no check. */
function checksOf(body: JsonObject): QualityCheck[] | null {
  const facets = ['facets', 'inputFacets', 'outputFacets'].map((key) =>
    objectIn(objectIn(body, key), 'dataQualityAssertions'),
  );
  const lists = facets.filter((facet) => facet?.['_deleted'] !== true).map((facet) => objectsIn(facet, 'assertions'));
  const stated = lists.filter((list) => list !== null);
  if (stated.length === 0) return null;
  const checks = stated.flat().map(checkOf);
  return [...new Map(checks.map((check) => [JSON.stringify(check), check])).values()];
}

function checkOf(assertion: JsonObject): QualityCheck {
  return {
    name: textIn(assertion, 'name') ?? textIn(assertion, 'assertion') ?? 'unnamed check',
    column: textIn(assertion, 'column'),
    outcome: outcomeOf(assertion),
    observed: shown(assertion['actual']),
    expected: shown(assertion['expected']),
  };
}

/** A check that is not met is a failure unless it was declared to be a warning; without a result it is not known. */
function outcomeOf(assertion: JsonObject): CheckOutcome {
  if (assertion['success'] === true) return 'pass';
  if (assertion['success'] !== false) return 'unknown';
  const severity = textIn(assertion, 'severity')?.toLowerCase() ?? '';
  return severity === 'warn' || severity === 'warning' ? 'warn' : 'fail';
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'string' ? value : shownJson(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Of nested values only their kind is shown: they are of any depth, and may be rows. */
function shownJson(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return isJsonObject(value) ? `an object of ${Object.keys(value).length}` : String(value);
}
