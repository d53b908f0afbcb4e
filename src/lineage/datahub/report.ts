import type { Fact } from '../fact.ts';
import type { ImportReport } from '../format.ts';
import type { Catalogue } from './catalogue.ts';
import { used } from './run-aspects.ts';
import { readUrn } from './urn.ts';

/** Entities that take part in lineage; people, tags and folders do not. */
const OF_LINEAGE = new Set([
  'dataset',
  'dataFlow',
  'dataJob',
  'dataProcessInstance',
  'mlModel',
  'mlModelGroup',
  'mlFeature',
  'mlFeatureTable',
  'mlPrimaryKey',
]);

/**
 * Counts as DataHub draws the lines: dataset edges are those of `upstreamLineage`; columns are counted apart for data sets
 * and for jobs; inputs and outputs are those of runs. Entities are counted by type, and so are those that are named and
 * never described, which are reported.
 */
export function reportOf(catalogue: Catalogue, facts: readonly Fact[]): ImportReport {
  const { aspects, byUrn } = catalogue;
  const types = [...byUrn.keys()].map((urn) => readUrn(urn)?.type ?? '').filter((type) => OF_LINEAGE.has(type));
  const dangling = reportDangling(catalogue);
  const edges = (name: string, type: string): number =>
    new Set(
      factsOf(catalogue, facts, name)
        .filter(({ kind }) => kind === type)
        .map((fact) => keyOf(fact)),
    ).size;
  const inOut = (['input', 'output'] as const).map((direction) => {
    const name = `dataProcessInstance${direction === 'input' ? 'Input' : 'Output'}`;
    const pairs = aspects
      .filter((aspect) => aspect.name === name)
      .flatMap((aspect) => used(catalogue, aspect, direction).map((urn) => `${aspect.urn} ${urn}`));
    return new Set(pairs).size;
  });
  return {
    ...byKind('entities', types),
    datasetEdges: edges('upstreamLineage', 'dataset-derivation'),
    columnEdges: edges('upstreamLineage', 'column-derivation'),
    columnEdgesOnJobs: edges('dataJobInputOutput', 'column-derivation'),
    runInputs: inOut[0] ?? 0,
    runOutputs: inOut[1] ?? 0,
    runEvents: aspects.filter(({ name }) => name === 'dataProcessInstanceRunEvent').length,
    ...byKind('dangling', dangling),
  };
}

/** Facts that rest on aspects of that name. */
function factsOf({ aspects }: Catalogue, facts: readonly Fact[], name: string): Fact[] {
  const places = new Set(aspects.filter((aspect) => aspect.name === name).map(({ place }) => place));
  return facts.filter(({ citation }) => places.has(citation));
}

function keyOf(fact: Fact): string {
  const { at: _at, grade: _grade, citation: _citation, ...says } = fact;
  return JSON.stringify(Object.entries(says).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function reportDangling({ byUrn, references, log }: Catalogue): string[] {
  return [...references].flatMap(([urn, place]) => {
    const type = readUrn(urn)?.type ?? '';
    if (byUrn.has(urn) || !OF_LINEAGE.has(type)) return [];
    log.report('lineage/reference-dangling', `${urn} is named and nowhere described`, place);
    return [type];
  });
}

function byKind(what: string, kinds: readonly string[]): ImportReport {
  const counts = new Map<string, number>([[what, kinds.length]]);
  for (const kind of [...kinds].sort()) counts.set(`${what}/${kind}`, (counts.get(`${what}/${kind}`) ?? 0) + 1);
  return Object.fromEntries(counts);
}
