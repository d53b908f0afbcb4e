/**
 * One decision system: where its evidence lies and what its columns mean. Written once, not per complaint.
 * This is case.yaml after reading: everything that the file may leave out has been filled in.
 */
export interface Case {
  schema: 'dossier.case/1';
  system: SystemDeclaration;
  lineage: { exports: string[] };
  stores: StoreDeclaration[];
  code: CodeDeclaration[];
  decisionLog: DecisionLogDeclaration;
  decision: DecisionWords;
  models: ModelDeclaration[];
  /** Absent when no protected attribute is held; the group section then says so. */
  protected?: ProtectedDeclaration | undefined;
  explanation: ExplanationDeclaration;
  features: FeatureDeclaration[];
}

export interface SystemDeclaration {
  id: string;
  title: string;
  purpose: string;
  owner: { name: string; contact?: string | undefined };
}

/** Data sets that the lineage names under `namespace` lie under `root`, a folder inside the case folder. */
export interface StoreDeclaration {
  namespace: string;
  root: string;
}

export interface CodeDeclaration {
  repository: string;
  bundle: string;
}

export interface DecisionLogDeclaration {
  files: string[];
  columns: DecisionLogColumns;
}

/** Which column of the decision log plays which role. */
export interface DecisionLogColumns {
  predictionId: string;
  decidedAt: string;
  modelVersion: string;
  runId?: string | undefined;
  score: string;
  decision: string;
  outcome?: string | undefined;
}

/** The two decisions as the log spells them. The adverse one is the positive class of every metric. */
export interface DecisionWords {
  favourable: string;
  adverse: string;
}

/** On which side of the cut-off a score is adverse. */
export type AdverseWhen = 'at-or-above' | 'above' | 'at-or-below' | 'below';

export interface ModelDeclaration {
  version: string;
  dataset: string;
  inputs: string[];
  /** Inputs that are text although a text file shows numbers or truth values in them, such as postal codes. */
  textInputs?: string[] | undefined;
  /** What the model reads for a missing text. A missing text is refused when this is left out. */
  missingText?: string | undefined;
  output?: string | undefined;
  positiveClass: number | string;
  cutoff: number;
  adverseWhen: AdverseWhen;
}

export interface ProtectedDeclaration {
  file: string;
  key: string;
  attributes: ProtectedAttribute[];
}

export interface ProtectedAttribute {
  name: string;
  column: string;
  label: string;
  reference: string;
}

/** With whom the person is compared. */
export type Population = 'applicants' | 'approved-near-cutoff';

/** The scale of a score: the recorded probability, the log-odds from which the model forms it, or a plain number. */
export type ScoreSpace = 'probability' | 'margin' | 'score';

export interface ExplanationDeclaration {
  background: {
    population: Population;
    rows: number;
    /** How far from the cut-off `approved-near-cutoff` reaches before it is widened, in units of the score. */
    band: number;
  };
  space: Exclude<ScoreSpace, 'score'>;
}

/** A player of the explanation: one model input, or the one-hot columns of one source column. */
export interface FeatureDeclaration {
  name: string;
  label: string;
  columns: string[];
  reason?: ReasonWording | undefined;
  prohibitedBasis: boolean;
  /** What it stands for, e.g. a prohibited basis; absent when it is declared to stand for nothing. */
  proxyFor?: string | undefined;
  /** Recorded values that mean "not known", e.g. -999. */
  missingCodes?: (number | string)[] | undefined;
  /** A model input that is 1 where the value was filled in. */
  imputedIndicator?: string | undefined;
  /** What the person could change about it; absent when nothing. */
  actionable?: ActionableDeclaration | undefined;
}

export interface ReasonWording {
  code: string;
  text: string;
  /** Source columns of a derived feature that the text speaks of. */
  covers?: string[] | undefined;
}

/** How a feature may change in a search for recourse. */
export interface ActionableDeclaration {
  direction: 'increase' | 'decrease' | 'either';
  min?: number | undefined;
  max?: number | undefined;
  /** Changes are whole multiples of it. */
  step?: number | undefined;
  /** Features that change with this one: by `factor` times its change. */
  links: { feature: string; factor: number }[];
}
