/** A principal reason for an adverse decision. */
export interface Reason {
  rank: number;
  code: string | null;
  text: string;
  feature: string;
  attribution: number;
  /** True when its place is not distinguishable from that of the next one: they differ by less than two standard errors. */
  tied: boolean;
  /** Probability to be among the four most adverse, were coalitions and background drawn anew; null when not estimable. */
  topFourProbability?: number | null;
  /** What a reviewer must settle before release, e.g. a prohibited basis. */
  flags: string[];
  /** What each flag is, in the order of `flags`. */
  flagCodes: ReasonFlag[];
}

/** All but `no-wording` hold the release back, whatever case.yaml says. */
export type ReasonFlag =
  | 'prohibited-basis'
  | 'declared-proxy'
  | 'missing-value'
  | 'imputed-value'
  | 'no-wording'
  | 'wording-misses-sources'
  | 'direction-conflict'
  | 'no-lineage'
  | 'off-manifold';
