import { binomial } from '../numeric/binomial.ts';

/** Pairs of a coalition of size s and its complement. */
export interface PairStratum {
  size: number;
  /** Shapley kernel mass of both sizes together. */
  mass: number;
  /** Pairs that there are. */
  total: number;
}

/** The strata of m players, sizes 1 to m / 2; the middle size of an even number is paired with itself. */
export function pairStrata(m: number): PairStratum[] {
  return Array.from({ length: Math.floor(m / 2) }, (_, index) => {
    const size = index + 1;
    const middle = 2 * size === m;
    return {
      size,
      mass: ((m - 1) / (size * (m - size))) * (middle ? 1 : 2),
      total: binomial(m, size) / (middle ? 2 : 1),
    };
  });
}

/**
 * How many pairs of each stratum to hold. Strata whose share of the pairs suffices are taken whole, smallest size
 * first; the rest is shared in proportion to mass, after two for each. Never fewer than are held already.
 *
 * @param strata - with the pairs that are held already
 * @param pairs - to hold in all
 * @returns [strata]
 */
export function allocatePairs(
  strata: readonly (PairStratum & { pairs: readonly number[] })[],
  pairs: number,
): number[] {
  let left = pairs;
  let mass = massOf(strata);
  let whole = 0;
  for (const stratum of strata) {
    if ((left * stratum.mass) / mass < stratum.total * (1 - 1e-9)) break;
    whole += 1;
    left -= stratum.total;
    mass -= stratum.mass;
  }
  const shares = shareOut(left, strata.slice(whole));
  return strata.map((stratum, index) =>
    Math.max(stratum.pairs.length, index < whole ? stratum.total : shares[index - whole]!),
  );
}

/** Gives each stratum two pairs, then the rest in proportion to mass; no more in all than there are to give. */
function shareOut(pairs: number, strata: readonly PairStratum[]): number[] {
  let left = Math.max(0, pairs - 2 * strata.length);
  let mass = massOf(strata);
  return strata.map((stratum) => {
    const share = mass > 0 ? Math.min(stratum.total - 2, Math.round((left * stratum.mass) / mass)) : 0;
    left -= Math.max(0, share);
    mass -= stratum.mass;
    return Math.min(stratum.total, 2 + Math.max(0, share));
  });
}

function massOf(strata: readonly PairStratum[]): number {
  return strata.reduce((sum, stratum) => sum + stratum.mass, 0);
}
