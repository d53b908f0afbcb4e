import type { DatasetName } from '../core/evidence.ts';
import { groupBy } from '../core/group-by.ts';
import type { Fact } from './fact.ts';

/** Which names mean the same data set. Only what a record states joins two names; nothing is guessed. */
export interface Identity {
  /** One key for all names of a data set. */
  keyOf(name: DatasetName): string;
  /** All names behind a key: those that runs use first, then the others, each sorted. */
  namesOf(key: string): DatasetName[];
}

const keyFor = ({ namespace, name }: DatasetName): string => JSON.stringify([namespace, name]);

export function identify(facts: readonly Fact[]): Identity {
  const parent = new Map<string, string>();
  const used = new Set<string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const fact of facts) {
    if (fact.kind === 'run-dataset') used.add(keyFor(fact.dataset));
    if (!('dataset' in fact)) continue;
    add(parent, keyFor(fact.dataset));
    if (fact.kind !== 'dataset-alias') continue;
    add(parent, keyFor(fact.alias));
    // The smaller key leads, so that the order of the facts does not matter.
    const [first = '', second = ''] = [root(keyFor(fact.dataset)), root(keyFor(fact.alias))].sort();
    parent.set(second, first);
  }
  const members = groupBy([...parent.keys()].sort(), root);
  return {
    keyOf: (name) => root(keyFor(name)),
    namesOf(key) {
      const all = members.get(key) ?? [key];
      const ordered = [...all.filter((name) => used.has(name)), ...all.filter((name) => !used.has(name))];
      return ordered.map(readKey);
    },
  };
}

function add(parent: Map<string, string>, key: string): void {
  if (!parent.has(key)) parent.set(key, key);
}

function readKey(key: string): DatasetName {
  const [namespace = '', name = ''] = JSON.parse(key) as string[];
  return { namespace, name };
}
