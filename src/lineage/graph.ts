import { foldIdentity, type Identity } from './dataset-identity.ts';
import type { AliasFact, CodeFact, DatasetFact, DerivationFact, Fact, RunStateFact, Statement } from './fact.ts';
import { foldMention, type Mention } from './fold-mention.ts';
import { foldRun, type Run } from './fold-run.ts';
import { inTimeOrder, isKnownAt } from './temporal-rules.ts';

/** A data set as one run wrote it. */
export interface Write {
  run: Run;
  mention: Mention;
}

/** The lineage as it was known at one moment. */
export interface Graph {
  asOf: string;
  /** By the id as runKey writes it. */
  runs: ReadonlyMap<string, Run>;
  /** Who wrote a data set, by its key. */
  writes: ReadonlyMap<string, readonly Write[]>;
  /** What was said of a data set apart from any run, one entry for each version, by its key. */
  standing: ReadonlyMap<string, readonly Fact<DatasetFact>[]>;
  identity: Identity;
}

/** A run id as it is compared: UUIDs without regard to case. */
export function runKey(id: string): string {
  const text = id.trim();
  return /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text) ? text.replaceAll('-', '').toLowerCase() : text;
}

/**
 * Folds the graph from the facts known at a moment. The order of the facts, and a fact given twice, change nothing
 * (rules T1 to T5).
 *
 * @param asOf - ISO 8601 in UTC as data/instant.ts writes it
 */
export function foldGraph(facts: readonly Fact[], asOf: string): Graph {
  const known = facts.filter((fact) => isKnownAt(fact, asOf));
  const aliases = ofKind<AliasFact>(known, 'alias');
  const identity = foldIdentity(aliases);
  const codes = inTimeOrder(ofKind<CodeFact>(known, 'code'));
  const datasets = inTimeOrder(ofKind<DatasetFact>(known, 'dataset'));
  const derivations = inTimeOrder(ofKind<DerivationFact>(known, 'derivation'));

  const codesOf = grouped(codes, ({ run }) => run && runKey(run));
  const datasetsOf = grouped(datasets, ({ use }) => use && runKey(use.run));
  const derivationsOf = grouped(derivations, ({ use }) => use && runKey(use.run));
  const jobCodes = codes.filter(({ run }) => run === null);
  const runs = new Map<string, Run>();
  const states = grouped(inTimeOrder(ofKind<RunStateFact>(known, 'run-state')), ({ run }) => runKey(run));
  for (const key of [...states.keys()].sort()) {
    const mentions = mentionsOf(datasetsOf.get(key) ?? [], derivationsOf.get(key) ?? [], identity);
    const run = foldRun({ states: states.get(key) ?? [], codes: codesOf.get(key) ?? [], jobCodes, mentions });
    runs.set(key, run);
  }
  return { asOf, runs, writes: writesOf(runs), standing: standingOf(datasets, identity), identity };
}

function ofKind<S extends Statement>(facts: readonly Fact[], kind: S['kind']): Fact<S>[] {
  return facts.filter((fact) => fact.kind === kind) as Fact<S>[];
}

/** Those without a key are left out. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function mentionsOf(
  datasets: readonly Fact<DatasetFact>[],
  derivations: readonly Fact<DerivationFact>[],
  identity: Identity,
): { inputs: Mention[]; outputs: Mention[] } {
  const derivationsOf = grouped(derivations, ({ dataset }) => identity(dataset));
  const side = (wanted: 'input' | 'output'): Mention[] => {
    const groups = grouped(datasets, ({ use, dataset }) => (use?.side === wanted ? identity(dataset) : null));
    return [...groups.keys()].sort().map((key) => {
      const derived = wanted === 'output' ? (derivationsOf.get(key) ?? []) : [];
      return foldMention({ key, side: wanted, facts: groups.get(key) ?? [], derivations: derived, identity });
    });
  };
  return { inputs: side('input'), outputs: side('output') };
}

function writesOf(runs: ReadonlyMap<string, Run>): Map<string, Write[]> {
  const writes = [...runs.values()].flatMap((run) => run.outputs.map((mention) => ({ run, mention })));
  return grouped(writes, ({ mention }) => mention.key);
}

function standingOf(datasets: readonly Fact<DatasetFact>[], identity: Identity): Map<string, Fact<DatasetFact>[]> {
  return grouped(datasets, ({ use, dataset }) => (use === null ? identity(dataset) : null));
}
