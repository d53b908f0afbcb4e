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
  /** The stratum by each declared control, in the order of the table; absent without controls. */
  strata?: (string | null)[];
  /** Sum of the weights of the rows; absent where rows have none, and each then weighs 1. */
  weight?: number;
  /** Sum of the squared weights. */
  weightSquares?: number;
}

/** The slice as counted: rows read = the sum over cells + the rows of every exclusion. */
export interface ContingencyTable {
  attributes: string[];
  cells: ContingencyCell[];
  rowsRead: number;
  exclusions: { reason: string; rows: number }[];
  from: string;
  to: string;
  /** Names of the declared controls, if any. */
  strata?: string[];
}

/** Rows of one group, outcome and score. A high score is adverse; where it is a probability, that of the adverse class. */
export interface ScoreCell {
  groups: (string | null)[];
  adverseOutcome: boolean | null;
  /** Finite: rows without a finite score are an exclusion. */
  score: number;
  n: number;
}

/** The scores of a slice, by distinct score or by bin. */
export interface ScoreTable {
  attributes: string[];
  cells: ScoreCell[];
  /** True when `score` holds the scores themselves, not the middle of a bin. */
  exact: boolean;
  /** Rows that count, but have no score. */
  exclusions?: { reason: string; rows: number }[];
}

/** Counts alone, as a file: enough to audit again, without a row of personal data. */
export interface CellsFile {
  schema: 'dossier.cells/1';
  table: ContingencyTable;
  /** Null where no score was held. */
  scores: ScoreTable | null;
}
