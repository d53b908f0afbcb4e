import type { AliasProposal } from '../core/answers.ts';
import { compareText } from '../core/compare-text.ts';
import type { DatasetName } from '../core/evidence.ts';
import { groupBy } from '../core/group-by.ts';
import type { AsOfGraph } from './graph.ts';

/** More than these are not proposals but a sign that two systems name everything differently. */
const MAX_PROPOSALS = 50;
/** Names that end alike by chance, such as `data.csv`; more of one ending are not compared. */
const MAX_ALIKE = 40;

interface Known {
  key: string;
  names: DatasetName[];
  isWritten: boolean;
  isRead: boolean;
}

/**
 * Pairs of data sets that may be one under two names, to be confirmed by a person in links.yaml: one is read and never
 * written, the other is written, no run uses both, and their names differ only in case, scheme, or what stands before
 * their last parts. Nothing is joined here.
 */
export function aliasProposals(graph: AsOfGraph): AliasProposal[] {
  const known = datasetsOf(graph);
  const byLast = groupBy(known, ({ names }) => lastParts(names[0]).at(-1) ?? '');
  const together = usedTogether(graph);
  const proposals: AliasProposal[] = [];
  for (const last of [...byLast.keys()].sort()) {
    const alike = byLast.get(last) ?? [];
    if (last === '' || alike.length > MAX_ALIKE) continue;
    for (const read of alike.filter(({ isRead, isWritten }) => isRead && !isWritten)) {
      for (const written of alike.filter(({ isWritten }) => isWritten)) {
        const because = likeness(read.names[0], written.names[0]);
        if (because === null || together.has(pairKey(read.key, written.key))) continue;
        proposals.push({ read: read.names[0] as DatasetName, written: written.names[0] as DatasetName, because });
      }
    }
  }
  return proposals.slice(0, MAX_PROPOSALS);
}

function datasetsOf({ identity, runs }: AsOfGraph): Known[] {
  const known = new Map<string, Known>();
  const note = (key: string, use: 'isRead' | 'isWritten'): void => {
    const found = known.get(key) ?? { key, names: identity.namesOf(key), isWritten: false, isRead: false };
    found[use] = true;
    known.set(key, found);
  };
  for (const { inputs, outputs } of runs.values()) {
    for (const { dataset } of inputs) note(dataset, 'isRead');
    for (const { dataset } of outputs) note(dataset, 'isWritten');
  }
  return [...known.values()].sort((a, b) => compareText(a.key, b.key));
}

/** Pairs that one run uses are two things. */
function usedTogether({ runs }: AsOfGraph): Set<string> {
  const pairs = new Set<string>();
  for (const { inputs, outputs } of runs.values()) {
    for (const input of inputs.slice(0, MAX_ALIKE)) {
      for (const output of [...inputs, ...outputs].slice(0, 2 * MAX_ALIKE))
        pairs.add(pairKey(input.dataset, output.dataset));
    }
  }
  return pairs;
}

const pairKey = (one: string, other: string): string => [one, other].sort().join(' ');

function likeness(one: DatasetName | undefined, other: DatasetName | undefined): AliasProposal['because'] | null {
  if (one === undefined || other === undefined) return null;
  if (one.name === other.name) return 'name';
  if (one.name.toLowerCase() === other.name.toLowerCase()) return 'case';
  const [first, second] = [one, other].map(({ namespace, name }) => pathOf(`${namespace}/${name}`));
  if (first === second) return 'scheme';
  const [parts, others] = [lastParts(one), lastParts(other)];
  const shared = Math.min(parts.length, others.length, 2);
  return shared === 2 && parts.slice(-2).join('/') === others.slice(-2).join('/') ? 'suffix' : null;
}

/** Without scheme, doubled slashes and case. */
function pathOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/^[a-z0-9+.-]+:\/*/, '')
    .replace(/\/+/g, '/');
}

/** Path or dotted name, in lower case, by its parts; a file's ending belongs to its last part. */
function lastParts(name: DatasetName | undefined): string[] {
  const text = (name?.name ?? '').toLowerCase();
  const parts = text.includes('/') ? text.split('/') : text.split('.');
  return parts.filter((part) => part !== '');
}
