import { binomial } from '../numeric/binomial.ts';
import { walshTransform } from '../numeric/walsh-transform.ts';
import { isMember } from './coalition.ts';
import type { PairedDesign } from './paired-design.ts';

/**
 * The terms of a regression on pairs of complementary coalitions. With s_i = 1 for members and -1 for others, a pair
 * sees only terms that turn their sign with all s: s_i, and s_i s_j s_k.
 */
export interface OddTerms {
  /** How many terms there are: p. */
  count: number;
  /** [p, p], row-major, the lower triangle: sum over pairs of w x x', x being the terms at a pair's first coalition. */
  normalMatrix(): Float64Array;
  /** [p]: sum over pairs of w x target. */
  weighed(target: Float64Array): Float64Array;
  /** [pairs]: x'coefficients at each pair. */
  at(coefficients: Float64Array): Float64Array;
  /** [pairs]: x'Mx at each pair, for M the rows of a symmetric [p, p] matrix. */
  squaresAt(rows: readonly Float64Array[]): Float64Array;
  /** [p]: how much of each term's coefficient is the Shapley value of a player: 2 of s_i, 2/3 of s_i s_j s_k. */
  shareOf(player: number): Float64Array;
}

/** Terms of order three are held in tables of 2^m numbers, and their normal matrix is inverted. */
const MOST_PLAYERS = 16;

/**
 * The terms that a design can tell apart with errors that can be told: those of order one; of order three as well, where
 * there are two sampled pairs for each. They take from the error whatever of a game is of order three and four.
 */
export function oddTerms(design: PairedDesign, m: number): OddTerms {
  const sampled = design.strata.filter(({ pairs, total }) => pairs.length < total);
  const drawn = sampled.reduce((count, { pairs }) => count + pairs.length, 0);
  return m <= MOST_PLAYERS && drawn >= 2 * (m + binomial(m, 3)) ? cubicTerms(design, m) : linearTerms(design, m);
}

/** s_i for each player: Kernel SHAP as it is known. */
export function linearTerms({ coalitions, weights }: PairedDesign, m: number): OddTerms {
  const pairs = coalitions.length / 2;
  const signs = new Int8Array(pairs * m);
  for (let q = 0; q < pairs; q += 1) {
    for (let i = 0; i < m; i += 1) signs[q * m + i] = isMember(coalitions[2 * q]!, i) ? 1 : -1;
  }
  return {
    count: m,
    normalMatrix() {
      const matrix = new Float64Array(m * m);
      for (let q = 0; q < pairs; q += 1) {
        const row = signs.subarray(q * m, (q + 1) * m);
        for (let i = 0; i < m; i += 1) {
          const left = weights[2 * q]! * row[i]!;
          for (let j = 0; j <= i; j += 1) matrix[i * m + j]! += left * row[j]!;
        }
      }
      return matrix;
    },
    weighed(target) {
      const sums = new Float64Array(m);
      for (let q = 0; q < pairs; q += 1) {
        const weighted = weights[2 * q]! * target[q]!;
        for (let i = 0; i < m; i += 1) sums[i]! += weighted * signs[q * m + i]!;
      }
      return sums;
    },
    at(coefficients) {
      const sums = new Float64Array(pairs);
      for (let q = 0; q < pairs; q += 1) {
        let sum = 0;
        for (let i = 0; i < m; i += 1) sum += coefficients[i]! * signs[q * m + i]!;
        sums[q] = sum;
      }
      return sums;
    },
    squaresAt: (rows) =>
      Float64Array.from({ length: pairs }, (_, q) => {
        const row = signs.subarray(q * m, (q + 1) * m);
        let sum = 0;
        for (let i = 0; i < m; i += 1) {
          const matrix = rows[i]!;
          let inner = 0;
          for (let j = 0; j < m; j += 1) inner += matrix[j]! * row[j]!;
          sum += row[i]! * inner;
        }
        return sum;
      }),
    shareOf: (player) => Float64Array.from({ length: m }, (_, i) => (i === player ? 2 : 0)),
  };
}

/**
 * A term is the set of its players, as bits. At the coalition k it is (-1)^(bits of the term outside k), which is
 * (-1)^(bits shared) up to the sign (-1)^(size) = -1; the product of two terms is the term of their symmetric difference.
 */
function cubicTerms({ coalitions, weights }: PairedDesign, m: number): OddTerms {
  const terms = oddSets(m);
  const firsts = Array.from({ length: coalitions.length / 2 }, (_, q) => coalitions[2 * q]![0]!);
  const spectrum = (of: (q: number) => number): Float64Array => {
    const table = new Float64Array(2 ** m);
    for (const [q, first] of firsts.entries()) table[first]! += of(q);
    return walshTransform(table);
  };
  return {
    count: terms.length,
    normalMatrix() {
      const sums = spectrum((q) => weights[2 * q]!);
      const matrix = new Float64Array(terms.length ** 2);
      for (const [i, one] of terms.entries()) {
        for (let j = 0; j <= i; j += 1) matrix[i * terms.length + j] = sums[one ^ terms[j]!]!;
      }
      return matrix;
    },
    weighed(target) {
      const sums = spectrum((q) => weights[2 * q]! * target[q]!);
      return Float64Array.from(terms, (term) => -sums[term]!);
    },
    at(coefficients) {
      const table = new Float64Array(2 ** m);
      for (const [i, term] of terms.entries()) table[term] = -coefficients[i]!;
      walshTransform(table);
      return Float64Array.from(firsts, (first) => table[first]!);
    },
    squaresAt(rows) {
      const table = new Float64Array(2 ** m);
      for (const [i, one] of terms.entries()) {
        const row = rows[i]!;
        for (let j = 0; j < terms.length; j += 1) table[one ^ terms[j]!]! += row[j]!;
      }
      walshTransform(table);
      return Float64Array.from(firsts, (first) => table[first]!);
    },
    shareOf: (player) =>
      Float64Array.from(terms, (term) => {
        if (((term >>> player) & 1) === 0) return 0;
        return term === 1 << player ? 2 : 2 / 3;
      }),
  };
}

/** The sets of one and of three players, as bits. */
function oddSets(m: number): number[] {
  const players = Array.from({ length: m }, (_, i) => 1 << i);
  const triples = players.flatMap((one, i) =>
    players.slice(i + 1).flatMap((two, j) => players.slice(i + j + 2).map((three) => one | two | three)),
  );
  return [...players, ...triples];
}
