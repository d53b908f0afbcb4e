import type { DrawnEdge, DrawnGraph, DrawnNode } from '../drawn-graph.ts';
import { type WrittenNames, writtenNames } from './written-names.ts';

type Attributes = Record<string, unknown>;
type Group = Record<string, Attributes>;

interface Writing {
  names: WrittenNames;
  ids: ReadonlyMap<string, string>;
  groups: Record<string, Group>;
}

/** The graph as a PROV-JSON document: data sets, models and jobs are entities, runs activities, owners agents. */
export function provDocument({ nodes, edges }: DrawnGraph): Record<string, unknown> {
  const names = writtenNames();
  const ids = new Map(nodes.map((node) => [node.id, nameOf(names, node)]));
  const writing: Writing = { names, ids, groups: {} };
  const code = codeOfRuns(nodes, edges);
  for (const node of nodes) {
    if (node.kind === 'run') writeRun(writing, node, code.get(node.id));
    else if (node.kind !== 'code') writeEntity(writing, node);
  }
  for (const edge of edges) writeEdge(writing, edge);
  return { prefix: names.prefixes(), ...writing.groups };
}

function nameOf(names: WrittenNames, node: DrawnNode): string {
  const [name] = node.names;
  if (node.kind === 'prediction') return names.own('prediction', node.label);
  if (node.run !== null) return names.run(node.run.id);
  return names.dataset(name ?? { namespace: '', name: node.label }, node.version);
}

function codeOfRuns(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): Map<string, DrawnNode> {
  const known = new Map(nodes.map((node) => [node.id, node]));
  return new Map(
    edges.flatMap(({ from, to }) => {
      const node = known.get(from);
      return node?.kind === 'code' ? [[to, node] as const] : [];
    }),
  );
}

function put({ groups }: Writing, kind: string, id: string, attributes: Attributes): void {
  const group = groups[kind] ?? {};
  groups[kind] = group;
  group[id] = attributes;
}

function relate(writing: Writing, kind: string, attributes: Attributes): void {
  put(writing, kind, `_:${kind}${Object.keys(writing.groups[kind] ?? {}).length + 1}`, attributes);
}

function writeEntity(writing: Writing, node: DrawnNode): void {
  const { names, ids } = writing;
  const id = ids.get(node.id) ?? '';
  put(writing, 'entity', id, {
    'prov:label': node.label,
    ...(node.kind === 'dataset' ? {} : { 'prov:type': node.kind.toUpperCase() }),
    ...(node.version === null ? {} : { 'dossier:version': node.version }),
    ...(node.sha256 === null ? {} : { 'dossier:sha256': node.sha256 }),
    ...cited(node),
  });
  const [name] = node.names;
  if (node.version !== null && name !== undefined) {
    const general = names.dataset(name, null);
    put(writing, 'entity', general, { 'prov:label': name.name });
    relate(writing, 'specializationOf', { 'prov:specificEntity': id, 'prov:generalEntity': general });
  }
  for (const owner of node.owners) {
    const agent = names.own('agent', owner);
    put(writing, 'agent', agent, { 'prov:label': owner });
    relate(writing, 'wasAttributedTo', { 'prov:entity': id, 'prov:agent': agent });
  }
}

/** A run follows its job as its plan; where the code of the job lay is said of the plan. */
function writeRun(writing: Writing, node: DrawnNode, code: DrawnNode | undefined): void {
  const { names, ids } = writing;
  const [id, [job], run] = [ids.get(node.id) ?? '', node.names, node.run];
  put(writing, 'activity', id, {
    'prov:label': node.label,
    ...(run?.startedAt == null ? {} : { 'prov:startTime': run.startedAt }),
    ...(run?.endedAt == null ? {} : { 'prov:endTime': run.endedAt }),
    ...(run === null ? {} : { 'dossier:state': run.state }),
    ...cited(node),
  });
  if (job === undefined) return;
  const plan = names.own('job', `${job.namespace}/${job.name}`);
  put(writing, 'entity', plan, {
    'prov:label': job.name,
    'prov:type': { $: 'prov:Plan', type: 'prov:QUALIFIED_NAME' },
    ...(code === undefined
      ? {}
      : {
          'dossier:repository': code.names[0]?.name ?? '',
          'dossier:path': code.path ?? '',
          'dossier:commit': code.version ?? '',
        }),
  });
  const agent = names.own('agent', job.namespace);
  put(writing, 'agent', agent, { 'prov:label': job.namespace });
  relate(writing, 'wasAssociatedWith', { 'prov:activity': id, 'prov:agent': agent, 'prov:plan': plan });
}

function writeEdge(writing: Writing, { from, to, meaning }: DrawnEdge): void {
  const [start, end] = [writing.ids.get(from) ?? '', writing.ids.get(to) ?? ''];
  if (meaning === 'is read by') relate(writing, 'used', { 'prov:activity': end, 'prov:entity': start });
  else if (meaning === 'writes' || meaning === 'makes the decision') {
    relate(writing, 'wasGeneratedBy', { 'prov:entity': end, 'prov:activity': start });
  } else if (meaning === 'is made into' || meaning === 'is used for') {
    relate(writing, 'wasDerivedFrom', { 'prov:generatedEntity': end, 'prov:usedEntity': start });
  }
}

function cited({ citations }: DrawnNode): Attributes {
  return citations.length === 0 ? {} : { 'dossier:cites': citations.map(({ file, at }) => `${file}, ${at}`) };
}
