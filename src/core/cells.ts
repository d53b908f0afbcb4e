/**
 * One cell of the contingency table over a slice: rows that agree on everything a count metric looks at.
 * Sums of integers, so that any engine and any order of rows give the same bits.
 */
export interface ContingencyCell {
  /** The group by each declared attribute, in the order of the case file; null where it is not known. */
  groups: (string | null)[];
  /** True when the decision was the favourable one. */
  favourable: boolean;
  /** True when the known outcome is the adverse one; null when the outcome is not known. */
  adverseOutcome: boolean | null;
  n: number;
}

/** The slice as counted: rows read = the sum over cells + the rows of every exclusion. */
export interface ContingencyTable {
  attributes: string[];
  cells: ContingencyCell[];
  rowsRead: number;
  exclusions: { reason: string; rows: number }[];
  from: string;
  to: string;
}
