import type { DatasetName } from '../../core/evidence.ts';
import { isJsonObject, listAt, objectAt, textAt } from '../../data/json-value.ts';
import type { ColumnDerivationFact, Fact, RunState } from '../fact.ts';
import type { Statement } from '../openlineage/statement.ts';
import { readTime } from '../record-clock.ts';
import { attribute, type Entity, type Estate, type Referred, referredBy, textOf, timeOf } from './entity.ts';
import { columnNamed, isColumn, nameOf } from './names.ts';

/** More pairs of columns than this are no statement about columns. */
const MAX_PAIRS = 10_000;

/** What a process reads and writes: whole data sets, or columns where those are what it names. */
export function processFacts(estate: Estate, process: Entity): Fact[] {
  const [inputs, outputs] = [referredBy(estate, process, 'inputs'), referredBy(estate, process, 'outputs')];
  const statement: Statement = {
    at: timeOf(estate, process),
    grade: 'recorded',
    citation: process.place,
    run: null,
  };
  if ([...inputs, ...outputs].some(({ type }) => isColumn(type))) {
    return columnFacts(estate, process, statement, { inputs, outputs });
  }
  const job = jobOf(process);
  if (job === null) return [];
  const uses = {
    inputs: inputs.flatMap((each) => nameOf(each) ?? []),
    outputs: outputs.flatMap((each) => nameOf(each) ?? []),
  };
  return [
    ...eachUse(uses).map(
      ([dataset, direction]): Fact => ({ ...statement, kind: 'job-dataset', job, dataset, version: null, direction }),
    ),
    ...mappedColumns(process, statement, uses),
    ...runFacts(estate, process, job, uses),
  ];
}

export interface Uses {
  inputs: DatasetName[];
  outputs: DatasetName[];
}

function eachUse({ inputs, outputs }: Uses): [DatasetName, 'input' | 'output'][] {
  return [
    ...inputs.map((dataset): [DatasetName, 'input'] => [dataset, 'input']),
    ...outputs.map((dataset): [DatasetName, 'output'] => [dataset, 'output']),
  ];
}

export function jobOf(process: Entity): DatasetName | null {
  const qualifiedName = process.qualifiedName ?? textOf(process, 'name');
  // The name of an activity may be a path or hold URIs: it is taken as it stands.
  return qualifiedName === null ? null : { namespace: `atlas://${process.type}`, name: qualifiedName };
}

function columnFacts(
  estate: Estate,
  process: Entity,
  statement: Statement,
  { inputs, outputs }: { inputs: Referred[]; outputs: Referred[] },
): Fact[] {
  if (inputs.length * outputs.length > MAX_PAIRS) {
    const message = `${process.qualifiedName ?? process.id} joins too many columns`;
    estate.log.report('lineage/document-unread', message, process.place);
    return [];
  }
  const transformation = wayOf(process);
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
function wayOf(process: Entity): string {
  const stated = textOf(process, 'depenendencyType') ?? textOf(process, 'dependencyType');
  return { SIMPLE: 'IDENTITY', EXPRESSION: 'TRANSFORMATION' }[(stated ?? '').toUpperCase()] ?? 'UNKNOWN';
}

/** Purview writes columns into a text: `[{DatasetMapping: {Source, Sink}, ColumnMapping: [{Source, Sink}]}]`. */
export function mappedColumns(
  process: Entity,
  statement: Statement,
  { inputs, outputs }: Uses,
): ColumnDerivationFact[] {
  const mappings = parsedList(textOf(process, 'columnMapping'));
  const facts: ColumnDerivationFact[] = [];
  for (const mapping of mappings) {
    const between = objectAt(mapping, 'DatasetMapping');
    const from = chosen(inputs, textAt(between, 'Source'));
    const to = chosen(outputs, textAt(between, 'Sink'));
    for (const pair of listAt(mapping, 'ColumnMapping')) {
      const [sourceColumn, column] = [textAt(pair, 'Source'), textAt(pair, 'Sink')];
      if (sourceColumn === null || column === null || facts.length > MAX_PAIRS) continue;
      for (const dataset of to) {
        for (const source of from) facts.push({ ...derived(statement, dataset, column), source, sourceColumn });
      }
    }
  }
  return facts;
}

function derived(statement: Statement, dataset: DatasetName, column: string) {
  const kind = 'column-derivation' as const;
  return { ...statement, kind, dataset, version: null, column, transformation: 'UNKNOWN', masked: false };
}

/** `*` stands for all of them. */
function chosen(datasets: readonly DatasetName[], qualifiedName: string | null): DatasetName[] {
  if (qualifiedName === null || qualifiedName === '*') return datasets.slice(0, MAX_PAIRS);
  return datasets.filter(({ namespace, name }) =>
    [`${namespace}${name}`, `${namespace}/${name}`, name].includes(qualifiedName),
  );
}

function parsedList(text: string | null): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(parsed) ? parsed.filter(isJsonObject) : [];
  } catch {
    return [];
  }
}

/** Each execution of a process is a run. Without executions, a process that tells its times stands for its last run. */
function runFacts(estate: Estate, process: Entity, job: DatasetName, uses: Uses): Fact[] {
  const runs = estate.executions.get(process) ?? [process];
  return runs.flatMap((run) => runOf(estate, run, job, uses));
}

/** Which entities are executions of which process. */
export function executionsIn(estate: Estate): Map<Entity, Entity[]> {
  const byProcess = new Map<Entity, Entity[]>();
  for (const entity of estate.byId.values()) {
    if (!/execution$/i.test(entity.type)) continue;
    for (const { entity: process } of referredBy(estate, entity, 'process')) {
      if (process !== null) byProcess.set(process, [...(byProcess.get(process) ?? []), entity]);
    }
  }
  return byProcess;
}

const FAILURES: Readonly<Record<string, RunState>> = { failed: 'FAIL', cancelled: 'ABORT', canceled: 'ABORT' };

function runOf(estate: Estate, entity: Entity, job: DatasetName, uses: Uses): Fact[] {
  const [start, end] = [attribute(entity, 'startTime'), attribute(entity, 'endTime')];
  if (readTime(start) === null && readTime(end) === null) return [];
  const run = entity.id.includes(' ') ? (entity.qualifiedName ?? entity.id) : entity.id;
  const base = { grade: 'recorded' as const, citation: entity.place, run };
  const ended = readTime(end) !== null;
  const state = !ended ? 'RUNNING' : (FAILURES[(textOf(entity, 'status') ?? '').toLowerCase()] ?? 'COMPLETE');
  const at = timeOf(estate, entity, ended ? end : start);
  const facts: Fact[] = [{ ...base, at, kind: 'run-state', job, state }];
  if (readTime(start) !== null)
    facts.push({ ...base, at: timeOf(estate, entity, start), kind: 'run-state', job, state: 'START' });
  const used = eachUse(uses).map(
    ([dataset, direction]): Fact => ({ ...base, at, kind: 'run-dataset', dataset, version: null, direction, state }),
  );
  return [...facts, ...used];
}
