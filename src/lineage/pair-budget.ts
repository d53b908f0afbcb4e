/** One statement may join every one of its sources with every one of its results; more than this is no statement. */
const MAX_AT_ONCE = 10_000;
const MAX_IN_ALL = 1_000_000;

/** Bounds the facts that short records multiply into, so that no export of bounded size fills the memory. */
export interface PairBudget {
  /** Whether that many pairs may be made; they are taken off. */
  allows(sources: number, results: number): boolean;
}

export function pairBudget(): PairBudget {
  let left = MAX_IN_ALL;
  return {
    allows(sources, results) {
      const pairs = sources * results;
      if (pairs > MAX_AT_ONCE || pairs > left) return false;
      left -= pairs;
      return true;
    },
  };
}
