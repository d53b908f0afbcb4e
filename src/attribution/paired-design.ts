import { chooseWithoutReplacement } from '../numeric/choose.ts';
import { drawOrder } from '../numeric/draw-order.ts';
import { unrankSubset } from '../numeric/unrank-subset.ts';
import type { Prng } from '../numeric/xoshiro128.ts';
import { allocatePairs, type PairStratum, pairStrata } from './allocate-pairs.ts';
import { type Coalition, coalitionOf, complementOf } from './coalition.ts';

/** Coalitions of size s and their complements, of size m - s. */
export interface Stratum {
  size: number;
  /** The stratum's pairs, by their place in the design. */
  pairs: number[];
  /** All pairs that there are of these sizes. */
  total: number;
}

/** Which coalitions are played, in pairs of a coalition and its complement, and how much each weighs. */
export interface PairedDesign {
  /** [2 * pairs]: each pair side by side, in the order in which they were drawn. */
  coalitions: Coalition[];
  /** [2 * pairs]: kernel weight of each coalition; the empty and the full one are constraints, not rows. */
  weights: Float64Array;
  strata: Stratum[];
}

/** Draws pairs; a larger design begins with the pairs of the smaller one before it. */
export interface PairDrawer {
  /** @param pairs - to draw in all; the design has no more, but for two in each stratum, which an error estimate needs */
  grow(pairs: number): PairedDesign;
}

/**
 * Draws pairs of complementary coalitions, stratified by size and without replacement. Strata for which the budget
 * suffices are taken whole; the others get pairs in proportion to their mass in the Shapley kernel,
 *
 *     mass(s) ~ (m - 1) / (s (m - s)),
 *
 * and each drawn row stands for its share of it. Pairing makes the estimate exact for games of order two.
 *
 * @param m - players, 2 or more
 * @see Covert & Lee 2021, "Improving KernelSHAP", AISTATS, section 4.2 on pairing
 */
export function pairDrawer(m: number, prng: Prng): PairDrawer {
  const coalitions: Coalition[] = [];
  const drawn = pairStrata(m).map((stratum) => ({ ...stratum, pairs: [] as number[], next: drawer(m, stratum, prng) }));
  return {
    grow(pairs) {
      for (const [index, wanted] of allocatePairs(drawn, pairs).entries()) {
        const stratum = drawn[index]!;
        while (stratum.pairs.length < wanted) {
          const coalition = coalitionOf(stratum.next(), m);
          stratum.pairs.push(coalitions.length / 2);
          coalitions.push(coalition, complementOf(coalition, m));
        }
      }
      const strata = drawn.map((stratum) => ({ ...stratum, pairs: [...stratum.pairs] }));
      return designOf(coalitions, strata);
    },
  };
}

/** The design of one draw. */
export function pairedDesign(m: number, pairs: number, prng: Prng): PairedDesign {
  return pairDrawer(m, prng).grow(pairs);
}

/** Pairs of complementary coalitions among m players, the empty and the full one left out. */
export function pairCount(m: number): number {
  return 2 ** (m - 1) - 1;
}

/**
 * A design as two, each with every other pair of the strata that were sampled and all pairs of those taken whole: two
 * runs in one, whose difference shows what drawing coalitions does.
 */
export function halvesOf(design: PairedDesign, m: number): [PairedDesign, PairedDesign] {
  const strata = pairStrata(m).map((stratum, index) => ({ ...stratum, ...design.strata[index]! }));
  const half = (parity: number): PairedDesign =>
    designOf(
      design.coalitions,
      strata.map((stratum) =>
        stratum.pairs.length === stratum.total
          ? stratum
          : { ...stratum, pairs: stratum.pairs.filter((_, place) => place % 2 === parity) },
      ),
    );
  return [half(0), half(1)];
}

/** Weighs the coalitions of the given pairs; those of no stratum weigh nothing. */
function designOf(coalitions: readonly Coalition[], strata: readonly (PairStratum & Stratum)[]): PairedDesign {
  const weights = new Float64Array(coalitions.length);
  for (const { mass, pairs } of strata) {
    for (const pair of pairs) weights.fill(mass / (2 * pairs.length), 2 * pair, 2 * pair + 2);
  }
  return {
    coalitions: [...coalitions],
    weights,
    strata: strata.map(({ size, pairs, total }) => ({ size, pairs, total })),
  };
}

/** Pairs are drawn by rank where ranks are integers that the PRNG reaches; elsewhere repeats are drawn anew. */
const MOST_RANKS = 2 ** 32;

/** Gives the members of one coalition of each pair in turn; of the middle size, always the one that holds player 0. */
function drawer(m: number, { size, total }: PairStratum, prng: Prng): () => number[] {
  const middle = 2 * size === m;
  const [players, members] = middle ? [m - 1, size - 1] : [m, size];
  const subset = total <= MOST_RANKS ? byRank(players, members, { total, prng }) : byChance(players, members, prng);
  return middle ? () => [0, ...subset().map((player) => player + 1)] : subset;
}

function byRank(players: number, members: number, { total, prng }: { total: number; prng: Prng }): () => number[] {
  const nextRank = drawOrder(prng, total);
  return () => unrankSubset(nextRank(), players, members);
}

function byChance(players: number, members: number, prng: Prng): () => number[] {
  const seen = new Set<string>();
  return () => {
    for (;;) {
      const subset = chooseWithoutReplacement(prng, players, members);
      const key = subset.join();
      if (seen.has(key)) continue;
      seen.add(key);
      return subset;
    }
  };
}
