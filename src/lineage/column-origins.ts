import type { ColumnOrigin, ColumnSource } from '../core/evidence.ts';
import { type ChainContext, shownName } from './chain-context.ts';
import { statedAt } from './describe-dataset.ts';
import type { ColumnDerivationFact } from './fact.ts';
import type { RunNode } from './graph.ts';
import { versionKey } from './sha256-of.ts';

/** A data set at the version that was read, and the run that made it. */
export interface Made {
  dataset: string;
  version: string | null;
  run: RunNode | null;
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
  const key = JSON.stringify([of.dataset, versionKey(of.version), column]);
  const known = trace.known.get(key);
  if (known !== undefined) return known;
  // Holds while the column is being followed, so that a cycle ends.
  trace.known.set(key, []);
  const paths = derivationsOf(trace, of, column).flatMap((derivation) => backThrough(trace, of, derivation));
  const sources = strongest(paths);
  trace.known.set(key, sources);
  return sources;
}

function derivationsOf({ context }: Trace, of: Made, column: string): ColumnDerivationFact[] {
  const facts = statedAt(context.graph, of, 'column-derivation').filter((fact) => fact.column === column);
  return of.version !== null ? facts : facts.filter(({ run }) => of.run === null || run === of.run.id);
}

function backThrough(trace: Trace, of: Made, derivation: ColumnDerivationFact): Source[] {
  const { graph } = trace.context;
  const { sourceColumn, transformation, masked } = derivation;
  const dataset = graph.identity.keyOf(derivation.source);
  const read = of.run?.inputs.find((use) => use.dataset === dataset);
  const from = trace.made.find(
    (candidate) =>
      candidate.dataset === dataset &&
      (read?.version === undefined ||
        read.version === null ||
        versionKey(candidate.version) === versionKey(read.version)),
  );
  const further = from === undefined || from === of ? [] : sourcesOf(trace, from, sourceColumn);
  if (further.length === 0) {
    const name = graph.identity.namesOf(dataset)[0]?.name ?? derivation.source.name;
    return [{ key: dataset, dataset: name, column: sourceColumn, transformation, masked }];
  }
  return further.map((source) => ({
    ...source,
    transformation: combined(transformation, source.transformation),
    masked: masked || source.masked,
  }));
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
