import type { DatasetName } from '../../core/evidence.ts';
import type { Fact } from '../fact.ts';
import type { Statement } from '../openlineage/statement.ts';
import { type Entity, type Estate, isProcess, timeOf } from './entity.ts';
import { nameOf } from './names.ts';
import { jobOf, mappedColumns, type Uses } from './process-facts.ts';

/** Words in the names of types of processes that servers other than Atlas itself define. */
const PROCESS_WORDS = /activity|operation|activity|execution|pipeline|job|query|copy|notebook|data_?flow/i;

/**
 * What the edges of lineage answers state. They always join a data set and a process, but the headers that come with them
 * do not say which is which: types that are known to be processes decide, then words in the names of types, and what lies
 * across an edge from a data set is a process.
 */
export function relationFacts(estate: Estate, processes: ReadonlySet<Entity>): Fact[] {
  const uses = new Map<Entity, Uses>();
  const facts: Fact[] = [];
  for (const relation of estate.relations) {
    const use = useIn(estate, processes, relation);
    if (use === null) continue;
    const { activity, job, dataset, direction } = use;
    const statement = statementOf(estate, activity, relation.place);
    facts.push({ ...statement, kind: 'job-dataset', job, dataset, version: null, direction });
    const known = uses.get(activity) ?? { inputs: [], outputs: [] };
    known[`${direction}s`].push({ ...dataset, version: null });
    uses.set(activity, known);
  }
  for (const [activity, used] of uses) {
    const statement = statementOf(estate, activity, activity.place);
    for (const fact of mappedColumns(estate, activity, statement, used)) facts.push(fact);
  }
  return facts;
}

function statementOf(estate: Estate, activity: Entity, citation: Statement['citation']): Statement {
  return { at: timeOf(estate, activity), grade: 'recorded', citation, run: null };
}

interface Use {
  activity: Entity;
  job: DatasetName;
  dataset: DatasetName;
  direction: 'input' | 'output';
}

function useIn(
  estate: Estate,
  processes: ReadonlySet<Entity>,
  { from, to, place }: Estate['relations'][number],
): Use | null {
  const [source, target] = [estate.byId.get(from), estate.byId.get(to)];
  if (source === undefined || target === undefined) {
    const id = source === undefined ? from : to;
    estate.dangling.add(id);
    estate.log.report(
      'lineage/reference-dangling',
      `a relation names ${id}, which the answer does not describe`,
      place,
    );
    return null;
  }
  const direction = processes.has(target) ? 'input' : 'output';
  const [activity, data] = direction === 'input' ? [target, source] : [source, target];
  const job = jobOf(activity);
  const dataset = nameOf({ entity: data, type: data.type, qualifiedName: data.qualifiedName });
  if (processes.has(activity) && !processes.has(data) && job !== null && dataset !== null) {
    return { activity, job, dataset, direction };
  }
  const words = `the relation at ${place.at} of ${place.file} does not join a process and a data set by their names`;
  estate.log.report('lineage/event-malformed', words, place);
  return null;
}

/** The processes among the ends of relations: their ends are coloured in two, from those whose type tells. */
export function processesInRelations(estate: Estate): Set<Entity> {
  const beside = neighbours(estate);
  const known = [...beside.keys()].filter((entity) => isProcess(estate, entity));
  const likely = [...beside.keys()].filter(({ type }) => PROCESS_WORDS.test(type));
  const processes = new Set([...known, ...likely]);
  const seen = new Set(processes);
  const open = [...processes];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entity of beside.get(next) ?? []) {
      if (seen.has(entity)) continue;
      seen.add(entity);
      open.push(entity);
      if (!processes.has(next)) processes.add(entity);
    }
  }
  return processes;
}

function neighbours({ byId, relations }: Estate): Map<Entity, Entity[]> {
  const beside = new Map<Entity, Entity[]>();
  const join = (one: Entity, other: Entity): void => {
    const known = beside.get(one);
    if (known === undefined) beside.set(one, [other]);
    else known.push(other);
  };
  for (const { from, to } of relations) {
    const [source, target] = [byId.get(from), byId.get(to)];
    if (source === undefined || target === undefined) continue;
    join(source, target);
    join(target, source);
  }
  return beside;
}
