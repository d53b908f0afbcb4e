/** The contested person among all who were decided by the same model version: an illustration, and no test of the system. */
export interface Cohort {
  modelVersion: string;
  /** Decisions after it are not part of the cohort. */
  upTo: string;
  /** Decisions of the cohort, the contested one included. */
  rows: number;
  decision: string;
  /** The known outcome of the contested case; null where it is not known. */
  outcome: string | null;
  /** Where the score lies among all of the cohort; null when no finite score of the person is recorded. */
  score: ScorePlace | null;
  /** The cell of the person by all attributes at once. */
  cell: CohortCell;
  attributes: CohortAttribute[];
}

/** How many share the person's groups, of those the decision, and of those what is known of the outcome. */
export interface CohortCell {
  n: number;
  sameDecision: number;
  sameOutcome: number;
}

/** Rows whose score lies lower, and rows of the same score, the person's own included; which end is adverse, the case says. */
export interface ScorePlace {
  n: number;
  below: number;
  equal: number;
  /** 1 to 10: floor(10 * below / n) + 1. */
  decile: number;
}

export interface CohortAttribute {
  name: string;
  label: string;
  /** Null where it is not known. */
  group: string | null;
  cell: CohortCell;
  /** Within the group. */
  score: ScorePlace | null;
  /** Null with the group. */
  matched: MatchedPairs | null;
}

/** The nearest applicants of the person's own group and of all others, by Gower's distance over the model's features. */
export interface MatchedPairs {
  /** How many were asked for on each side. */
  k: number;
  /** Applicants with complete inputs, from whom the nearest were taken. */
  poolRows: number;
  /** Those before the pool was thinned by a hash of the id. */
  wholeRows: number;
  own: MatchedGroup;
  others: MatchedGroup;
  /** Fisher's exact test, two-sided, that the favourable share is the same on both sides. Null where a side is empty. */
  p: number | null;
}

export interface MatchedGroup {
  /** Applicants of that side in the pool. */
  candidates: number;
  favourable: number;
  /** Clopper and Pearson's interval of the favourable share among the nearest. */
  rate: { value: number | null; low: number | null; high: number | null };
  /** Nearest first. Nobody is named. */
  nearest: MatchedApplicant[];
}

export interface MatchedApplicant {
  group: string;
  favourable: boolean;
  /** From 0, the same in every feature, to 1. */
  distance: number;
  /** Features in which the applicant differs from the person, the largest part of the distance first. */
  differences: { feature: string; person: string; applicant: string }[];
}
