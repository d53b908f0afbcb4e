import type { DatasetName } from '../../core/evidence.ts';
import { isJsonObject, listAt, objectAt, textAt } from '../../data/json-value.ts';
import type { ColumnDerivationFact, Fact, RunState } from '../fact.ts';
import { innerJson } from '../inner-json.ts';
import type { Statement } from '../openlineage/statement.ts';
import { readTime } from '../read-time.ts';
import { attribute, type Entity, type Estate, type Referred, referredBy, textOf, timeOf } from './entity.ts';
import { columnNamed, isColumn, type Used, usedOf } from './names.ts';

/** What a process reads and writes: whole data sets, or columns where those are what it names. */
export function processFacts(estate: Estate, activity: Entity): Fact[] {
  const [inputs, outputs] = [referredBy(estate, activity, 'inputs'), referredBy(estate, activity, 'outputs')];
  const statement: Statement = {
    at: timeOf(estate, activity),
    grade: 'recorded',
    citation: activity.place,
    run: null,
  };
  if ([...inputs, ...outputs].some(({ type }) => isColumn(type))) {
    return columnFacts(estate, activity, statement, { inputs, outputs });
  }
  const job = jobOf(activity);
  if (job === null) return [];
  const uses = {
    inputs: inputs.flatMap((each) => usedOf(each) ?? []),
    outputs: outputs.flatMap((each) => usedOf(each) ?? []),
  };
  return [
    ...eachUse(uses).map((use): Fact => ({ ...statement, kind: 'job-dataset', job, ...use })),
    ...mappedColumns(estate, activity, statement, uses),
    ...runFacts(estate, activity, job, uses),
  ];
}

export interface Uses {
  inputs: Used[];
  outputs: Used[];
}

interface OneUse {
  dataset: DatasetName;
  version: string | null;
  direction: 'input' | 'output';
}

function eachUse(uses: Uses): OneUse[] {
  return (['input', 'output'] as const).flatMap((direction) =>
    uses[`${direction}s`].map(({ namespace, name, version }) => ({ dataset: { namespace, name }, version, direction })),
  );
}

/** The name of an activity may be a path or hold URIs: it is taken as it stands. */
export function jobNamed(type: string, qualifiedName: string | null): DatasetName | null {
  return qualifiedName === null ? null : { namespace: `atlas://${type}`, name: qualifiedName };
}

export function jobOf(entity: Entity): DatasetName | null {
  return jobNamed(entity.type, entity.qualifiedName ?? textOf(entity, 'name'));
}

function columnFacts(
  estate: Estate,
  activity: Entity,
  statement: Statement,
  { inputs, outputs }: { inputs: Referred[]; outputs: Referred[] },
): Fact[] {
  if (!estate.budget.allows(inputs.length, outputs.length)) {
    reportTooMany(estate, activity);
    return [];
  }
  const transformation = wayOf(activity);
  const sources = inputs.flatMap((each) => columnNamed(estate, each) ?? []);
  return outputs
    .flatMap((each) => columnNamed(estate, each) ?? [])
    .flatMap(({ table, column }) =>
      sources.map(
        (source): ColumnDerivationFact => ({
          ...statement,
          kind: 'column-derivation',
          dataset: table,
          version: null,
          column,
          source: source.table,
          sourceColumn: source.column,
          transformation,
          masked: false,
        }),
      ),
    );
}

/** Hive tells a plain copy from an expression; the attribute is misspelt in its type definition. */
function wayOf(activity: Entity): string {
  const stated = textOf(activity, 'depenendencyType') ?? textOf(activity, 'dependencyType');
  return { SIMPLE: 'IDENTITY', EXPRESSION: 'TRANSFORMATION' }[(stated ?? '').toUpperCase()] ?? 'UNKNOWN';
}

function reportTooMany({ log }: Estate, { qualifiedName, id, place }: Entity): void {
  log.report('lineage/document-unread', `${qualifiedName ?? id} joins too many inputs and outputs`, place);
}

/** Purview writes columns into a text: `[{DatasetMapping: {Source, Sink}, ColumnMapping: [{Source, Sink}]}]`. */
export function mappedColumns(
  estate: Estate,
  activity: Entity,
  statement: Statement,
  { inputs, outputs }: Uses,
): ColumnDerivationFact[] {
  return parsedList(textOf(activity, 'columnMapping')).flatMap((mapping) => {
    const between = objectAt(mapping, 'DatasetMapping');
    const from = chosen(inputs, textAt(between, 'Source'));
    const to = chosen(outputs, textAt(between, 'Sink'));
    const columns = listAt(mapping, 'ColumnMapping');
    if (!estate.budget.allows(from.length * to.length, columns.length)) {
      reportTooMany(estate, activity);
      return [];
    }
    return columns.flatMap((pair) => {
      const [sourceColumn, column] = [textAt(pair, 'Source'), textAt(pair, 'Sink')];
      if (sourceColumn === null || column === null) return [];
      return to.flatMap((dataset) =>
        from.map((source) => ({ ...derived(statement, dataset, column), source, sourceColumn })),
      );
    });
  });
}

function derived(statement: Statement, dataset: DatasetName, column: string) {
  const kind = 'column-derivation' as const;
  return { ...statement, kind, dataset, version: null, column, transformation: 'UNKNOWN', masked: false };
}

/** `*` stands for all of them. */
function chosen(datasets: readonly Used[], qualifiedName: string | null): DatasetName[] {
  const isAny = qualifiedName === null || qualifiedName === '*';
  return datasets
    .filter(
      ({ namespace, name }) => isAny || [`${namespace}${name}`, `${namespace}/${name}`, name].includes(qualifiedName),
    )
    .map(({ namespace, name }) => ({ namespace, name }));
}

function parsedList(text: string | null): unknown[] {
  const parsed = innerJson(text);
  return Array.isArray(parsed) ? parsed.filter(isJsonObject) : [];
}

/** Each execution of a process is a run. Without executions, a process that tells its times stands for its last run. */
function runFacts(estate: Estate, activity: Entity, job: DatasetName, uses: Uses): Fact[] {
  const runs = estate.executions.get(activity) ?? [activity];
  if (runs.length > 1 && !estate.budget.allows(runs.length, uses.inputs.length + uses.outputs.length)) {
    reportTooMany(estate, activity);
    return [];
  }
  return runs.flatMap((run) => runOf(estate, run, job, uses));
}

/** Which entities are executions of which process. */
export function executionsIn(estate: Estate): Map<Entity, Entity[]> {
  const byProcess = new Map<Entity, Entity[]>();
  for (const entity of estate.byId.values()) {
    if (!/execution$/i.test(entity.type)) continue;
    for (const { entity: activity } of referredBy(estate, entity, 'process')) {
      if (activity === null) continue;
      const known = byProcess.get(activity);
      if (known === undefined) byProcess.set(activity, [entity]);
      else known.push(entity);
    }
  }
  return byProcess;
}

const FAILURES = new Map<string, RunState>([
  ['failed', 'FAIL'],
  ['cancelled', 'ABORT'],
  ['canceled', 'ABORT'],
]);

function runOf(estate: Estate, entity: Entity, job: DatasetName, uses: Uses): Fact[] {
  const [start, end] = [attribute(entity, 'startTime'), attribute(entity, 'endTime')];
  if (readTime(start) === null && readTime(end) === null) return [];
  const run = entity.id.includes(' ') ? (entity.qualifiedName ?? entity.id) : entity.id;
  const base = { grade: 'recorded' as const, citation: entity.place, run };
  const ended = readTime(end) !== null;
  const state = !ended ? 'RUNNING' : (FAILURES.get((textOf(entity, 'status') ?? '').toLowerCase()) ?? 'COMPLETE');
  const at = timeOf(estate, entity, ended ? end : start);
  const facts: Fact[] = [{ ...base, at, kind: 'run-state', job, state }];
  if (readTime(start) !== null)
    facts.push({ ...base, at: timeOf(estate, entity, start), kind: 'run-state', job, state: 'START' });
  const used = eachUse(uses).map((use): Fact => ({ ...base, at, kind: 'run-dataset', ...use, state }));
  return [...facts, ...used];
}
