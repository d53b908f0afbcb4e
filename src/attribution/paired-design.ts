import { binomial } from '../numeric/binomial.ts';
import { chooseWithoutReplacement } from '../numeric/choose.ts';
import type { Prng } from '../numeric/xoshiro128.ts';
import { type Coalition, coalitionOf, complementOf } from './coalition.ts';

/** Coalitions of size s and their complements, of size m - s. */
export interface Stratum {
  size: number;
  /** The stratum's pairs in the design: from, and up to but not with, in pairs. */
  from: number;
  to: number;
  /** All pairs that there are of these sizes. */
  total: number;
}

/** Which coalitions are played, in pairs of a coalition and its complement, and how much each weighs. */
export interface PairedDesign {
  /** [2 * pairs]: each pair side by side. */
  coalitions: Coalition[];
  /** [2 * pairs]: kernel weight of each coalition; the empty and the full one are constraints, not rows. */
  weights: Float64Array;
  strata: Stratum[];
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
 * @param budget - pairs to draw; the design has no more, but for two in each stratum, which an error estimate needs
 * @see Covert & Lee 2021, "Improving KernelSHAP", AISTATS, section 4.2 on pairing
 */
export function pairedDesign(m: number, budget: number, prng: Prng): PairedDesign {
  const design: PairedDesign = { coalitions: [], weights: new Float64Array(0), strata: [] };
  const weights: number[] = [];
  for (const { size, mass, total, draw } of allocate(m, budget)) {
    const from = design.coalitions.length / 2;
    for (const members of membersOfPairs(m, { size, total, draw }, prng)) {
      const coalition = coalitionOf(members, m);
      design.coalitions.push(coalition, complementOf(coalition, m));
      weights.push(mass / (2 * draw), mass / (2 * draw));
    }
    design.strata.push({ size, from, to: from + draw, total });
  }
  return { ...design, weights: Float64Array.from(weights) };
}

/** Pairs of complementary coalitions among m players, the empty and the full one left out. */
export function pairCount(m: number): number {
  return 2 ** (m - 1) - 1;
}

interface Allocation {
  size: number;
  mass: number;
  total: number;
  draw: number;
}

function allocate(m: number, budget: number): Allocation[] {
  const strata = Array.from({ length: Math.floor(m / 2) }, (_, index) => {
    const size = index + 1;
    const middle = 2 * size === m;
    return {
      size,
      mass: ((m - 1) / (size * (m - size))) * (middle ? 1 : 2),
      total: binomial(m, size) / (middle ? 2 : 1),
    };
  });
  let left = budget;
  let mass = strata.reduce((sum, stratum) => sum + stratum.mass, 0);
  let whole = 0;
  for (const stratum of strata) {
    if ((left * stratum.mass) / mass < stratum.total * (1 - 1e-9)) break;
    whole += 1;
    left -= stratum.total;
    mass -= stratum.mass;
  }
  const shares = shareOut(left, strata.slice(whole));
  return strata.map((stratum, index) => ({ ...stratum, draw: index < whole ? stratum.total : shares[index - whole]! }));
}

/** Gives each stratum two pairs, then the rest in proportion to mass; no more in all than there are to give. */
function shareOut(pairs: number, strata: readonly Omit<Allocation, 'draw'>[]): number[] {
  let left = Math.max(0, pairs - 2 * strata.length);
  let mass = strata.reduce((sum, stratum) => sum + stratum.mass, 0);
  return strata.map((stratum) => {
    const share = mass > 0 ? Math.min(stratum.total - 2, Math.round((left * stratum.mass) / mass)) : 0;
    left -= Math.max(0, share);
    mass -= stratum.mass;
    return Math.min(stratum.total, 2 + Math.max(0, share));
  });
}

/** Below this many pairs they are counted through and drawn by rank; above it repeats are too rare to matter. */
const RANKED = 100_000;

/** The members of one coalition of each drawn pair; of the middle size, always the one that holds player 0. */
function membersOfPairs(m: number, { size, total, draw }: Omit<Allocation, 'mass'>, prng: Prng): number[][] {
  const middle = 2 * size === m;
  if (total > RANKED) return drawMembers(m, { size, draw, middle }, prng);
  const ranks = new Set(chooseWithoutReplacement(prng, total, draw));
  const chosen: number[][] = [];
  let rank = 0;
  for (const members of subsets(middle ? 1 : 0, m, middle ? size - 1 : size)) {
    if (ranks.has(rank)) chosen.push(middle ? [0, ...members] : members);
    rank += 1;
  }
  return chosen;
}

function drawMembers(
  m: number,
  { size, draw, middle }: { size: number; draw: number; middle: boolean },
  prng: Prng,
): number[][] {
  const chosen = new Map<string, number[]>();
  while (chosen.size < draw) {
    const members = middle
      ? [0, ...chooseWithoutReplacement(prng, m - 1, size - 1).map((player) => player + 1)]
      : chooseWithoutReplacement(prng, m, size);
    chosen.set(members.join(), members);
  }
  return [...chosen.values()];
}

/** All subsets of {from, ..., to - 1} of a size, in lexicographic order. */
function* subsets(from: number, to: number, size: number): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= to - size; first += 1) {
    for (const rest of subsets(first + 1, to, size - 1)) yield [first, ...rest];
  }
}
