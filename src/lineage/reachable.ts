import { groupBy } from '../core/group-by.ts';

/**
 * What can be reached from a node along edges, without the node itself unless a way leads back to it. Found once for
 * each node that is asked for.
 *
 * @param isStop - nodes that are reached, but not passed
 */
export function reachable(
  edges: readonly { from: string; to: string }[],
  isStop: (id: string) => boolean = () => false,
): (from: string) => ReadonlySet<string> {
  const onward = groupBy(edges, ({ from }) => from);
  const known = new Map<string, Set<string>>();
  return (from) => {
    const found = known.get(from) ?? reachedFrom(from, onward, isStop);
    known.set(from, found);
    return found;
  };
}

function reachedFrom(
  from: string,
  onward: ReadonlyMap<string, readonly { to: string }[]>,
  isStop: (id: string) => boolean,
): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { to } of onward.get(at) ?? []) {
      if (!found.has(to) && !isStop(to)) open.push(to);
      found.add(to);
    }
  }
  return found;
}
