import type { Citation } from '../core/citation.ts';
import type { CheckOutcome, DatasetName, QualityCheck } from '../core/evidence.ts';
import { readInstant } from '../core/instant.ts';
import type { JsonRecord } from '../data/json-records.ts';
import { isJsonObject, listAt, member, objectAt, textAt } from '../data/json-value.ts';
import { canonicalRunId } from '../data/run-id.ts';
import { type RecordedCertificate, rollUp } from './certificate.ts';

/** Longer texts are cut: what a check observed may hold rows of people. */
const LONGEST = 200;

/**
 * The data-quality assertions of OpenLineage events (facet dataQualityAssertions, spec 1-0-0 and later): of data sets
 * that a run read or wrote, in their input or their data set facets, and of data sets described apart from any run.
 * An event that repeats the assertions of its run counts once: the one that ended the run is taken, else the last.
 *
 * @see https://openlineage.io/spec/facets/1-1-0/DataQualityAssertionsDatasetFacet.json
 */
export function openlineageCertificates(
  records: readonly Pick<JsonRecord, 'at' | 'value'>[],
  file: string,
): RecordedCertificate[] {
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

function statementsOf(event: unknown, citation: Citation): Statement[] {
  const producedAt = readInstant(textAt(event, 'eventTime') ?? '')?.at;
  if (producedAt === undefined) return [];
  const runId = textAt(objectAt(event, 'run'), 'runId');
  const run = runId === null ? null : canonicalRunId(runId);
  const isEnd = ['COMPLETE', 'FAIL', 'ABORT'].includes(textAt(event, 'eventType')?.toUpperCase() ?? '');
  const own = objectAt(event, 'dataset');
  const seen = [
    ...listAt(event, 'inputs').map((body) => ({ side: 'input', body })),
    ...listAt(event, 'outputs').map((body) => ({ side: 'output', body })),
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
function describe(body: unknown): Described | null {
  const [subject, checks] = [nameOf(body), checksOf(body)];
  if (subject === null || checks === null) return null;
  return { dataset: subject.name, subject, version: versionOf(body), binding: 'none', ...rollUp(checks), checks };
}

function nameOf(body: unknown): DatasetName | null {
  const [namespace, name] = [textAt(body, 'namespace'), textAt(body, 'name')];
  return namespace === null || name === null ? null : { namespace, name };
}

function versionOf(body: unknown): string | null {
  const facets = objectAt(body, 'facets');
  return textAt(objectAt(facets, 'version') ?? objectAt(facets, 'datasetVersion'), 'datasetVersion');
}

/** Null when the data set carries no assertions; an empty list is a certificate of no check. */
function checksOf(body: unknown): QualityCheck[] | null {
  const facets = ['facets', 'inputFacets', 'outputFacets'].map((key) =>
    objectAt(objectAt(body, key), 'dataQualityAssertions'),
  );
  const stated = facets.filter(
    (facet) => member(facet, '_deleted') !== true && Array.isArray(member(facet, 'assertions')),
  );
  if (stated.length === 0) return null;
  const checks = stated.flatMap((facet) => listAt(facet, 'assertions').filter(isJsonObject)).map(checkOf);
  return [...new Map(checks.map((check) => [JSON.stringify(check), check])).values()];
}

function checkOf(assertion: unknown): QualityCheck {
  return {
    name: textAt(assertion, 'name') ?? textAt(assertion, 'assertion') ?? 'unnamed check',
    column: textAt(assertion, 'column'),
    outcome: outcomeOf(assertion),
    observed: shown(member(assertion, 'actual')),
    expected: shown(member(assertion, 'expected')),
  };
}

/** A check that is not met is a failure unless it was declared to be a warning; without a result it is not known. */
function outcomeOf(assertion: unknown): CheckOutcome {
  if (member(assertion, 'success') === true) return 'pass';
  if (member(assertion, 'success') !== false) return 'unknown';
  const severity = textAt(assertion, 'severity')?.toLowerCase() ?? '';
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
