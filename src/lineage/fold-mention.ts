import type { Citation } from '../core/citation.ts';
import type { DatasetName } from '../core/evidence.ts';
import type { Identity } from './dataset-identity.ts';
import type { DatasetFact, DerivationFact, Fact, Transformation, Version } from './fact.ts';
import { distinctVersions } from './version.ts';

/** A data set as one run read or wrote it. */
export interface Mention {
  key: string;
  /** The name that the run used. */
  name: DatasetName;
  /** More than one when the records of the run contradict each other; empty when they name none. */
  versions: Version[];
  type: string | null;
  columns: string[];
  owners: string[];
  rows: number | null;
  modelVersions: string[];
  derivations: Derivation[];
  citations: Citation[];
}

export interface Derivation {
  /** Null when the source steers every column. */
  column: string | null;
  source: { key: string; dataset: DatasetName; column: string };
  transformation: Transformation;
  masked: boolean;
}

interface MentionFacts {
  key: string;
  side: 'input' | 'output';
  /** In the order of time, at least one. */
  facts: readonly Fact<DatasetFact>[];
  derivations: readonly Fact<DerivationFact>[];
  identity: Identity;
}

/** T4: what all events of a run say of one data set on one side of it. */
export function foldMention({ key, side, facts, derivations, identity }: MentionFacts): Mention {
  const last = <T>(pick: (fact: DatasetFact) => T | null): T | null =>
    facts.reduce<T | null>((found, fact) => pick(fact) ?? found, null);
  return {
    key,
    name: last(({ dataset }) => dataset) ?? { namespace: '', name: key },
    versions: side === 'input' ? distinctVersions(facts) : writtenVersions(facts),
    type: last(({ type }) => type),
    columns: last(({ columns }) => columns) ?? [],
    owners: distinct(facts.flatMap(({ owners }) => owners)),
    rows: last(({ rows }) => rows),
    modelVersions: distinct(facts.flatMap(({ modelVersion }) => modelVersion ?? [])),
    derivations: foldDerivations(derivations, identity),
    citations: facts.map(({ citation }) => citation),
  };
}

/** Of an output: what the last record says that names a version. At START it still has the one before. */
function writtenVersions(facts: readonly Fact<DatasetFact>[]): Version[] {
  const naming = facts.filter(
    ({ use, version, sha256 }) => use?.state !== 'START' && (version !== null || sha256 !== null),
  );
  const newest = naming.at(-1)?.at;
  return distinctVersions(naming.filter(({ at }) => at === newest));
}

function foldDerivations(facts: readonly Fact<DerivationFact>[], identity: Identity): Derivation[] {
  const folded = new Map<string, Derivation>();
  for (const { column, source, transformation, masked } of facts) {
    const key = identity(source.dataset);
    folded.set(JSON.stringify([column, key, source.column]), {
      ...{ column, transformation, masked },
      source: { ...source, key },
    });
  }
  return [...folded.keys()].sort().flatMap((key) => folded.get(key) ?? []);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
