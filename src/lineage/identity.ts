import type { DatasetName } from '../core/evidence.ts';
import { groupBy } from '../core/group-by.ts';
import { sha256Of } from '../data/sha256-of.ts';
import { canonicalName } from './canonical-name.ts';
import type { Fact } from './fact.ts';

/** Which names and versions mean the same. Only what a record states joins two of them; nothing is guessed. */
export interface Identity {
  /** One key for all names of a data set. */
  keyOf(name: DatasetName): string;
  /** All names behind a key, as the records spell them: those that runs use first, then those that others are made from, then the rest, each sorted. */
  namesOf(key: string): DatasetName[];
  /** One key for all texts of a version: its digest where one is known, else the text. Null when there is none. */
  versionKey(dataset: string, version: string | null): string | null;
}

export function identify(facts: readonly Fact[]): Identity {
  const { parent, used, sources, spelled } = namesIn(facts);
  const keyOf = (name: DatasetName): string => root(parent, keyFor(name));
  const members = groupBy([...parent.keys()].sort(), (key) => root(parent, key));
  const digests = digestsOfVersions(facts, keyOf);
  return {
    keyOf,
    namesOf(key) {
      const spellings = (members.get(key) ?? [key]).flatMap((member) => [...(spelled.get(member) ?? [member])].sort());
      const rankOf = (spelling: string): number => (used.has(spelling) ? 0 : sources.has(spelling) ? 1 : 2);
      return [...spellings].sort((a, b) => rankOf(a) - rankOf(b)).map(readKey);
    },
    versionKey: (dataset, version) => sha256Of(version) ?? digests.get(JSON.stringify([dataset, version])) ?? version,
  };
}

const keyFor = (name: DatasetName): string => spellingOf(canonicalName(name));
const spellingOf = ({ namespace, name }: DatasetName): string => JSON.stringify([namespace, name]);

interface Names {
  /** By key: the key that leads it. A leader leads itself. */
  parent: Map<string, string>;
  /** Spellings under which a run reads or writes. */
  used: Set<string>;
  /** Spellings under which others are made from it. */
  sources: Set<string>;
  spelled: Map<string, Set<string>>;
}

function namesIn(facts: readonly Fact[]): Names {
  const names: Names = { parent: new Map(), used: new Set(), sources: new Set(), spelled: new Map() };
  for (const fact of facts) {
    if (!('dataset' in fact)) continue;
    add(names, fact.dataset);
    if (fact.kind === 'run-dataset') names.used.add(spellingOf(fact.dataset));
    if (fact.kind === 'dataset-derivation') names.sources.add(spellingOf(fact.source));
    if (fact.kind !== 'dataset-alias') continue;
    add(names, fact.alias);
    // The smaller key leads, so that the order of the facts does not matter.
    const leaders = [fact.dataset, fact.alias].map((name) => root(names.parent, keyFor(name))).sort();
    const [first = '', second = ''] = leaders;
    names.parent.set(second, first);
  }
  return names;
}

function add({ parent, spelled }: Names, name: DatasetName): void {
  const key = keyFor(name);
  if (!parent.has(key)) parent.set(key, key);
  const spellings = spelled.get(key);
  if (spellings === undefined) spelled.set(key, new Set([spellingOf(name)]));
  else spellings.add(spellingOf(name));
}

function root(parent: ReadonlyMap<string, string>, key: string): string {
  let at = key;
  for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
  return at;
}

/** By data set and version: the one digest on record. A version with several is known by its text alone. */
function digestsOfVersions(facts: readonly Fact[], keyOf: Identity['keyOf']): Map<string, string> {
  const stated = facts.filter((fact) => fact.kind === 'dataset-digest');
  const byVersion = groupBy(stated, ({ dataset, version }) => JSON.stringify([keyOf(dataset), version]));
  const known = new Map<string, string>();
  for (const [version, [first, ...others]] of byVersion) {
    if (first !== undefined && others.every(({ sha256 }) => sha256 === first.sha256)) known.set(version, first.sha256);
  }
  return known;
}

function readKey(key: string): DatasetName {
  const [namespace = '', name = ''] = JSON.parse(key) as string[];
  return { namespace, name };
}
