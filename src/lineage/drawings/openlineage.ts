import { defineLineageDrawing, type LineageDrawing } from '../drawing.ts';
import type { DrawnGraph, DrawnNode } from '../drawn-graph.ts';
import { eventLine, specifiedFacet, type WrittenDataset } from '../openlineage/written-event.ts';

export const openlineage: LineageDrawing = defineLineageDrawing({
  meta: {
    id: 'openlineage',
    title: 'OpenLineage events',
    answers: 'Which runs read and wrote what, for a program that reads OpenLineage?',
    source: {
      work: 'OpenLineage specification',
      locator: 'RunEvent, version 2-0-2',
      url: 'https://openlineage.io/docs/spec/object-model',
    },
    limits: [
      'No event can hold a prediction, nor a derivation without a run.',
      'A run without any time on record is left out, for an event must have one.',
      'Schemas, columns and row counts are not written again.',
    ],
  },
  extension: 'ndjson',
  reader: 'programs',
  draw: (graph, { producer }) =>
    graph.nodes
      .filter(({ run }) => run !== null)
      .flatMap((node) => eventsOf(graph, node, producer))
      .join(''),
});

/** The start of a run and its end. What it read and wrote stands in the last of the two. */
function eventsOf({ nodes, edges }: DrawnGraph, node: DrawnNode, producer: string): string[] {
  const [{ run, names }, known] = [node, new Map(nodes.map((each) => [each.id, each]))];
  if (run === null) return [];
  const before = edges.filter(({ to }) => to === node.id).map(({ from }) => known.get(from));
  const after = edges.filter(({ from }) => from === node.id).map(({ to }) => known.get(to));
  const job = names[0] ?? { namespace: 'unknown', name: node.label };
  const common = {
    run: { runId: run.id, facets: {} },
    job: { ...job, facets: codeFacet(before, producer) },
    producer,
  };
  const uses = { inputs: datasetsOf(before, producer), outputs: datasetsOf(after, producer) };
  const isOver = run.endedAt !== null;
  return [
    ...(run.startedAt === null
      ? []
      : [
          { eventType: 'START', eventTime: run.startedAt, ...common, ...(isOver ? { inputs: [], outputs: [] } : uses) },
        ]),
    ...(run.endedAt === null ? [] : [{ eventType: run.state, eventTime: run.endedAt, ...common, ...uses }]),
  ].map(eventLine);
}

function datasetsOf(nodes: readonly (DrawnNode | undefined)[], producer: string): WrittenDataset[] {
  return nodes.flatMap((node) => {
    const isData = node?.kind === 'dataset' || node?.kind === 'model';
    const name = node?.names[0];
    return isData && name !== undefined ? [{ ...name, facets: facetsOf(node, producer) }] : [];
  });
}

function facetsOf({ kind, names, version, sha256, owners }: DrawnNode, producer: string): WrittenDataset['facets'] {
  const symlinks = names.slice(1).map((alias) => ({ ...alias, type: 'TABLE' }));
  const datasetVersion = version ?? (sha256 === null ? null : `sha256:${sha256}`);
  const named = owners.map((name) => ({ name }));
  return {
    ...(datasetVersion === null ? {} : specifiedFacet(producer, 'version', { datasetVersion })),
    ...(kind === 'model' ? specifiedFacet(producer, 'datasetType', { datasetType: 'MODEL' }) : {}),
    ...(named.length === 0 ? {} : specifiedFacet(producer, 'ownership', { owners: named })),
    ...(symlinks.length === 0 ? {} : specifiedFacet(producer, 'symlinks', { identifiers: symlinks })),
  };
}

function codeFacet(nodes: readonly (DrawnNode | undefined)[], producer: string): WrittenDataset['facets'] {
  const node = nodes.find((each) => each?.kind === 'code');
  const repository = node?.names[0]?.name;
  if (node === undefined || repository === undefined) return {};
  return specifiedFacet(producer, 'sourceCodeLocation', {
    type: 'git',
    url: repository,
    repoUrl: repository,
    ...(node.path === null ? {} : { path: node.path }),
    ...(node.version === null ? {} : { version: node.version }),
  });
}
