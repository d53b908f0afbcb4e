import { DossierError } from '../../core/error.ts';
import type { TreeSum } from '../../core/exact-model.ts';

/** Trees as a node of the graph holds them: each leaf votes for some of several sums. */
export interface Ensemble {
  trees: Omit<TreeSum, 'kind' | 'base' | 'values'>;
  /** How many sums there are: the classes or targets. */
  sums: number;
  /** [nodes, sums], row-major: what a leaf adds to each sum; divided by the number of trees where they are averaged. */
  weights: Float64Array;
  /** The sums for which any leaf votes, ascending. */
  voted: number[];
  /** True when every row gets a vote for each of these, whichever leaves it reaches. */
  votesAreCertain: boolean;
  /** True when no vote is negative. */
  votesAreNonNegative: boolean;
}

/** One leaf's vote for one sum. */
export interface Vote {
  node: number;
  sum: number;
  weight: number;
}

/**
 * Puts nodes and votes together, and checks that they are trees.
 * @throws DossierError model/not-exact
 */
export function ensembleOf(
  trees: Ensemble['trees'],
  votes: readonly Vote[],
  { sums, divisor }: { sums: number; divisor: number },
): Ensemble {
  checkTrees(trees);
  const weights = new Float64Array(trees.features.length * sums);
  const voters = new Map<number, Set<number>>();
  for (const { node, sum, weight } of votes) {
    if (trees.features[node] !== -1 || !(sum >= 0 && sum < sums)) throw notExact('a vote names no leaf or no class');
    const at = node * sums + sum;
    weights[at] = (weights[at] ?? 0) + weight / divisor;
    const own = voters.get(sum) ?? new Set();
    voters.set(sum, own.add(node));
  }
  const leaves = leavesByTree(trees);
  return {
    ...{ trees, sums, weights },
    voted: [...voters.keys()].sort((one, other) => one - other),
    votesAreCertain: [...voters.values()].every((own) => leaves.some((all) => all.every((leaf) => own.has(leaf)))),
    votesAreNonNegative: votes.every(({ weight }) => weight >= 0),
  };
}

export function notExact(reason: string): DossierError {
  return new DossierError('model/not-exact', reason);
}

/** @throws DossierError model/not-exact when a branch leads nowhere, back, or where another one leads */
function checkTrees({ roots, features, whenTrue, whenFalse }: Ensemble['trees']): void {
  const seen = new Uint8Array(features.length);
  const ahead = [...roots];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    const feature = features[node];
    if (feature === undefined || seen[node] === 1) throw notExact('the branches of its nodes make no trees');
    seen[node] = 1;
    if (feature >= 0) ahead.push(whenTrue[node] ?? -1, whenFalse[node] ?? -1);
  }
}

function leavesByTree({ roots, features, whenTrue, whenFalse }: Ensemble['trees']): number[][] {
  return Array.from(roots, (root) => {
    const leaves: number[] = [];
    const ahead = [root];
    for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
      if (features[node] === -1) leaves.push(node);
      else ahead.push(whenTrue[node] ?? -1, whenFalse[node] ?? -1);
    }
    return leaves;
  });
}
