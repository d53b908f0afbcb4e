/** What an opponent asks of an explanation, each answer with what it rests on. */

/** The share of scored combinations that resemble no real row. */
export interface OffManifold {
  /** 0 to 1. */
  share: number;
  /** Combinations looked at, drawn as often as the Shapley formula weighs them. */
  rows: number;
  /** Real rows: the comparison group and the person. */
  realRows: number;
  /** Gower distance beyond which a row resembles no real one. */
  distance: number;
  /** The share of real rows that lie within `distance` of their nearest neighbour. */
  quantile: number;
  /** The share from which a reviewer must look before release. */
  limit: number;
  high: boolean;
}

/** Whether the listed reasons carry the decision. */
export interface ReasonTests {
  /** Attribution towards the adverse decision, over all features, in the unit of the leading scale. */
  totalAdverse: number;
  /** The listed reasons' part of it, 0 to 1. */
  listedShare: number;
  /** The score with every listed feature set to its reference value at once. */
  scoreWithoutListed: number;
  /** True when that score is on the favourable side of the cut-off. */
  crossesCutoff: boolean;
}

/** Where the person's value lies among the values of the comparison group. */
export interface Placement {
  /** Rows of the group with a known value. */
  known: number;
  /** Share of them with a smaller value; null for categories, which have no order. */
  below: number | null;
  /** Share of them with the same value. */
  equal: number;
  /** Null for categories. */
  quartiles: [low: number, median: number, high: number] | null;
}

/** A local linear model in the manner of LIME. A cross-check: no reason is ever taken from it. */
export interface LimeCheck {
  /** Rows of the neighbourhood. */
  samples: number;
  seed: string;
  kernelWidth: number;
  /** Of the weighted fit; low values say that the score is not linear around the person. */
  r2: number;
  intercept: number;
  localPrediction: number;
  /** |localPrediction - score|, in units of the score. */
  localError: number;
  /** In the order of the features; null for one that was not selected. */
  weights: (number | null)[];
  /** Of the four features largest towards the decision, how many both methods name. */
  shared: number;
}

/** A search for the least change that would have led to the other decision. */
export interface Recourse {
  /** Features that case.yaml declares changeable and that the model reads. */
  features: RecourseGrid[];
  /** Combinations of one, two or three changes within the constraints. */
  combinations: number;
  /** Of those, how many the model scored. */
  rowsScored: number;
  /** True when none of the rest could be better than what was found; false when the row bound ended the search. */
  complete: boolean;
  /** The best first. Empty: none within these constraints. */
  proposals: RecourseProposal[];
}

export interface RecourseGrid {
  feature: string;
  /** Values tried, the person's own not counted. */
  values: number;
  constraint: string;
}

export interface RecourseProposal {
  changes: RecourseChange[];
  /** Largest shift of a changed feature, as a share of the comparison group that it passes by. */
  cost: number;
  /** By the model, for the changed row alone. */
  score: number;
}

export interface RecourseChange {
  feature: string;
  from: string;
  to: string;
  /** The feature whose change brings this one about; null for a change of its own. */
  linkedTo: string | null;
  shift: number;
}
