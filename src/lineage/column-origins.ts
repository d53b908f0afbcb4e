import type { ColumnOrigin, ColumnSource } from '../core/evidence.ts';
import { type ChainContext, datasetNodeId, runWords, shownName } from './chain-context.ts';
import { stated, statedAt } from './describe-dataset.ts';
import type { ColumnDerivationFact } from './fact.ts';
import type { RunNode } from './run-node.ts';

/** A data set at the version that was read, and the run that made it. */
export interface Made {
  dataset: string;
  version: string | null;
  run: RunNode | null;
  /** Beyond the chain of runs: only what a registry defines of it is followed. */
  isDefined?: true;
}

/** How a value travelled, weakest first. A path through several steps is as strong as the strongest of them. */
const DIRECT = ['IDENTITY', 'TRANSFORMATION', 'AGGREGATION'];

type Source = ColumnSource & { key: string };

/**
 * Leads columns of the training data back to the columns furthest upstream.
 * @param made - the training data first, then everything behind it
 */
export function columnOrigins(
  context: ChainContext,
  columns: readonly string[],
  made: readonly Made[],
): ColumnOrigin[] {
  const [training] = made;
  const known = new Map<string, Source[]>();
  const origins = columns.map((column) => ({
    column,
    sources: training === undefined ? [] : sourcesOf({ context, made, known }, training, column).map(withoutKey),
  }));
  const untraced = origins.filter(({ sources }) => sources.length === 0).map(({ column }) => column);
  if (training !== undefined && untraced.length > 0) {
    const name = shownName(context.graph, training.dataset);
    context.breaks.report(
      'lineage/columns-untraced',
      `the lineage does not say from what ${name} has ${untraced.join(', ')}`,
    );
  }
  return origins;
}

interface Trace {
  context: ChainContext;
  made: readonly Made[];
  known: Map<string, Source[]>;
}

/** Sources of one column, sorted. Empty for a column that no record derives from another. */
function sourcesOf(trace: Trace, of: Made, column: string): Source[] {
  const key = JSON.stringify([datasetNodeId(trace.context.graph, of), column]);
  const known = trace.known.get(key);
  if (known !== undefined) return known;
  // Holds while the column is being followed, so that a cycle ends.
  trace.known.set(key, []);
  const paths = derivationsOf(trace, of, column).flatMap((derivation) => backThrough(trace, of, derivation));
  const sources = strongest(paths);
  trace.known.set(key, sources);
  return sources;
}

/** What the run that made the data states of it outranks what others state, and that outranks a definition. */
function derivationsOf(trace: Trace, of: Made, column: string): ColumnDerivationFact[] {
  const { graph } = trace.context;
  const facts = statedAt(graph, of, 'column-derivation').filter((fact) => fact.column === column);
  const definition = stated(graph, of.dataset, 'column-derivation').filter(
    (fact) => fact.column === column && fact.version === null && fact.run === null,
  );
  if (of.isDefined) return definition;
  const own = facts.filter(({ run }) => run === of.run?.id);
  const found = of.run === null ? facts : of.version === null || own.length > 0 ? own : facts;
  return found.length > 0 ? found : definition;
}

function backThrough(trace: Trace, of: Made, derivation: ColumnDerivationFact): Source[] {
  const { graph } = trace.context;
  const { sourceColumn, transformation, masked } = derivation;
  const dataset = graph.identity.keyOf(derivation.source);
  const from = sourceOf(trace, of, derivation);
  const further = from === null ? [] : sourcesOf(trace, from, sourceColumn);
  if (further.length === 0) {
    return [{ key: dataset, dataset: shownName(graph, dataset), column: sourceColumn, transformation, masked }];
  }
  return further.map((source) => ({
    ...source,
    transformation: combined(transformation, source.transformation),
    masked: masked || source.masked,
  }));
}

/** The source at the version that the run read. Null where it lies beyond the chain, or where the run did not read it. */
function sourceOf({ context, made }: Trace, of: Made, derivation: ColumnDerivationFact): Made | null {
  const { graph, breaks } = context;
  const dataset = graph.identity.keyOf(derivation.source);
  const candidates = made.filter((candidate) => candidate.dataset === dataset && candidate !== of);
  const isDefinition = derivation.version === null && derivation.run === null;
  if (of.run === null || isDefinition) return candidates[0] ?? { dataset, version: null, run: null, isDefined: true };
  const read = of.run.inputs.filter((use) => use.dataset === dataset);
  if (read.length === 0) {
    breaks.report(
      'lineage/column-source-unread',
      `the lineage makes column ${derivation.column} of ${shownName(graph, of.dataset)} from ` +
        `${shownName(graph, dataset)}, which ${runWords(of.run)} did not read`,
      { about: [datasetNodeId(graph, of)], place: derivation.citation },
    );
    return null;
  }
  const versions = new Set(read.map((use) => datasetNodeId(graph, use)));
  const isRead = (candidate: Made): boolean => versions.has(datasetNodeId(graph, candidate));
  return candidates.find(isRead) ?? (read.some(({ version }) => version === null) ? (candidates[0] ?? null) : null);
}

/** Steering at any step makes the whole path INDIRECT; a step of unknown kind makes it UNKNOWN. */
function combined(one: string, other: string): string {
  for (const kind of ['INDIRECT', 'UNKNOWN']) if (one === kind || other === kind) return kind;
  return DIRECT.indexOf(one) > DIRECT.indexOf(other) ? one : other;
}

/** Each source once, by its most direct path: what only steered yields to what was used. */
function strongest(paths: readonly Source[]): Source[] {
  const best = new Map<string, Source>();
  for (const path of paths) {
    const key = JSON.stringify([path.dataset, path.key, path.column]);
    const known = best.get(key);
    if (known === undefined) best.set(key, path);
    else {
      const leading = strength(path) > strength(known) ? path : known;
      best.set(key, { ...leading, masked: known.masked || path.masked });
    }
  }
  return [...best.keys()].sort().flatMap((key) => best.get(key) ?? []);
}

function strength({ transformation }: Source): number {
  return transformation === 'INDIRECT' ? 0 : DIRECT.indexOf(transformation) + 2;
}

function withoutKey({ key: _key, ...source }: Source): ColumnSource {
  return source;
}
