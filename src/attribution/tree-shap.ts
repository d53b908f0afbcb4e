import type { TreeEnsemble } from '../core/additive-model.ts';
import { branch } from '../numeric/additive-sum.ts';

/** An ensemble, and whom its inputs belong to. */
export interface TreeGame {
  ensemble: TreeEnsemble;
  /** [derived inputs] of the applicant. */
  instance: Float64Array;
  /** [derived inputs]: the player to whom each belongs; all inputs of a player change together. */
  playerOf: Int32Array;
  players: number;
}

/** Attributes the sum of an ensemble against one background row. */
export type TreeShap = (background: Float64Array, offset: number) => Float64Array;

/** Whose value a player has on the way down: either's, the applicant's or the background row's. */
const FREE = 0;
const OWN = 1;
const OTHER = 2;

/**
 * Exact interventional Shapley values of a sum of trees, against one background row at a time. A leaf that is reached
 * when e players have the applicant's values and q players those of the row adds, for a leaf value L,
 *
 *     + L (e - 1)! q! / (e + q)!   to each of the e players,     - L e! (q - 1)! / (e + q)!   to each of the q players.
 *
 * Only where applicant and row take different branches does a tree part; a player that has taken sides keeps them
 * further down, so that all inputs of a player change together. The cost is that of the leaves so reached.
 *
 * @returns [players] for each row; their mean over the background is the attribution, and the base value is the mean sum
 * @see Lundberg et al. 2020, "From local explanations to global understanding with explainable AI for trees", Nature
 *   Machine Intelligence 2, algorithm 3, on the interventional values of single background rows
 */
export function treeShap({ ensemble, instance, playerOf, players }: TreeGame): TreeShap {
  const { roots, input, leaf } = ensemble;
  const own = Int32Array.from(input, (column, node) => (column < 0 ? node : branch(ensemble, node, instance[column]!)));
  const size = Math.min(players, deepest(ensemble)) + 1;
  const weights = leafWeights(size);
  const side = new Uint8Array(players);
  let phi = new Float64Array(players);
  let row: Float64Array = new Float64Array(0);
  let start = 0;
  let toOwn = 0;
  let toOther = 0;

  /** Leaves in toOwn and toOther what each player that has taken sides above gets from the leaves below. */
  function descend(from: number, e: number, q: number): void {
    let node = from;
    for (let column = input[node]!; column >= 0; column = input[node]!) {
      const mine = own[node]!;
      const theirs = branch(ensemble, node, row[start + column]!);
      const player = playerOf[column]!;
      if (mine === theirs || side[player] === OWN) node = mine;
      else if (side[player] === OTHER) node = theirs;
      else {
        part(player, mine, theirs, e, q);
        return;
      }
    }
    const value = leaf[node]!;
    toOwn = value * weights[e * size + q]!;
    toOther = value * weights[q * size + e]!;
  }

  function part(player: number, mine: number, theirs: number, e: number, q: number): void {
    side[player] = OWN;
    descend(mine, e + 1, q);
    const [keptOwn, keptOther] = [toOwn, toOther];
    phi[player]! += toOwn;
    side[player] = OTHER;
    descend(theirs, e, q + 1);
    phi[player]! -= toOther;
    side[player] = FREE;
    toOwn += keptOwn;
    toOther += keptOther;
  }

  return (background, offset) => {
    [row, start, phi] = [background, offset, new Float64Array(players)];
    for (const root of roots) descend(root, 0, 0);
    return phi;
  };
}

/** [size, size]: (e - 1)! q! / (e + q)! = 1 / ((e + q) C(e + q - 1, q)) at e, q; 0 where e is 0. */
function leafWeights(size: number): Float64Array {
  const weights = new Float64Array(size * size);
  for (let e = 1; e < size; e += 1) {
    let choices = 1;
    for (let q = 0; q < size; q += 1) {
      weights[e * size + q] = 1 / ((e + q) * choices);
      choices *= (e + q) / (q + 1);
    }
  }
  return weights;
}

/** The greatest number of tests on a way from a root to a leaf. */
function deepest({ roots, input, pass, fail }: TreeEnsemble): number {
  let most = 0;
  const left: [node: number, depth: number][] = [...roots].map((root) => [root, 0]);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [node, depth] = next;
    most = Math.max(most, depth);
    if (input[node]! >= 0) left.push([pass[node]!, depth + 1], [fail[node]!, depth + 1]);
  }
  return most;
}
