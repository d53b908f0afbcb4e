/**
 * One decision system: where its evidence lies and what its columns mean. Written once, not per complaint.
 * This is case.yaml after reading: everything that the file may leave out has been filled in.
 */
export interface Case {
  schema: 'dossier.case/1';
  system: SystemDeclaration;
  lineage: { exports: string[]; links?: string | undefined };
  stores: StoreDeclaration[];
  code: CodeDeclaration[];
  decisionLog: DecisionLogDeclaration;
  decision: DecisionWords;
  models: ModelDeclaration[];
  /** Absent when no protected attribute is held; the group section then says so. */
  protected?: ProtectedDeclaration | undefined;
  audit: AuditDeclaration;
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

/** A repository that the lineage names; a bundle of it, or the folder of a clone. */
export interface CodeDeclaration {
  repository: string;
  bundle?: string | undefined;
  folder?: string | undefined;
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
  /** Left out where the log keeps no score; an audit then scores the rows with the model. */
  score?: string | undefined;
  /** Left out where the log keeps no decision; it then follows from the score and the cut-off. */
  decision?: string | undefined;
  outcome?: string | undefined;
  /** How many people a row stands for, in a sample or survey. */
  weight?: string | undefined;
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
  /** Left out, with `key`, where the decision log itself holds the attributes. */
  file?: string | undefined;
  key?: string | undefined;
  attributes: ProtectedAttribute[];
}

export interface ProtectedAttribute {
  name: string;
  column: string;
  label: string;
  reference: string;
  /** Where the value comes from; a proxy is said to be one wherever it is shown. */
  source?: 'self-reported' | 'observed' | 'proxy' | undefined;
  /** Cut points of a number, ascending; each group is closed on its left. */
  cuts?: number[] | undefined;
  /** Values that mean "not known", beside the empty one, "unknown" and NaN. */
  unknown?: string[] | undefined;
  /** Share of each group in the population that could have applied, as declared. */
  shares?: Record<string, number> | undefined;
}

/** What an audit is asked beside group by group. */
export interface AuditDeclaration {
  /** Legitimate grounds on which groups may differ: compared stratum by stratum. */
  strata: StratumDeclaration[];
  /** Labels of the data that the model learned from. */
  training?: TrainingLabels | undefined;
}

/** A column of the decision log. */
export interface StratumDeclaration {
  name: string;
  label: string;
  column: string;
  cuts?: number[] | undefined;
}

export interface TrainingLabels {
  /** The table; that which the lineage names for the newest model version where it is left out. */
  file?: string | undefined;
  /** The column that joins it to the protected attributes. */
  key: string;
  outcome: string;
  favourable: string;
  adverse: string;
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
