// What an audit says beyond the rates of each group: measures of one group, of a pair and of all of them, with their
// uncertainty. Everything in it is a pure function of cells and of score counts.

/** Practical and statistical evidence together. Never "pass", never "compliant". */
export type Verdict = 'flagged' | 'practical-only' | 'statistical-only' | 'clear' | 'inconclusive';

export interface FurtherAudit {
  confidence: number;
  /** Bootstrap replicates and permutations of every interval and null distribution. */
  replicates: number;
  /** 32 hexadecimal digits, derived from the cells. */
  seed: string;
  /** What every measure below means. */
  definitions: MeasureDefinition[];
  /** One for each declared attribute, then one for each pair of them. */
  attributes: FurtherAttribute[];
}

export interface MeasureDefinition {
  metric: string;
  title: string;
  answers: string;
  formula: string;
  unit: string;
  source: string;
  undefinedWhen: string[];
  limits: string[];
}

export interface FurtherAttribute {
  /** "race", or "race × sex" for an intersection. */
  name: string;
  attributes: string[];
  reference: string;
  groups: GroupSize[];
  unknown: UnknownRows;
  measures: MeasureRecord[];
  pairs: PairRecord[];
  /** Every compared rate of every pair with p by Benjamini-Hochberg, for a look around; verdicts rest on Holm. */
  sweep: SweepRecord[];
  tests: TestRecord[];
  strata: StratifiedRecord[];
  /** Ratios to the highest rate, for a profile that compares with it or asks for publication; absent for the others. */
  impactTables?: ImpactTable[];
}

export interface GroupSize {
  group: string;
  /** Rows, weights aside. */
  n: number;
  /** (sum w)^2 / sum w^2; n where rows have no weights. */
  nEffective: number;
  share: number;
  /** Clopper and Pearson's interval of the selection rate, where so few rows or so even an answer call for it. */
  exactInterval?: { low: number; high: number };
  /** False below the floor of rows: shown, but it does not decide the worst case. */
  eligible: boolean;
  because?: string;
}

export interface UnknownRows {
  rows: number;
  share: number;
  /** The impact ratio of each group if all unknown rows belonged where they hurt, or help, it most; above 5 % only. */
  bounds: { group: string; low: number | null; high: number | null }[];
}

export interface MeasureRecord {
  metric: string;
  /** Null for a measure of all groups together. */
  group: string | null;
  /** The group it is held against; null for a value of one group. */
  reference: string | null;
  /** "gap": the group's value less the reference's. */
  form: 'value' | 'gap';
  /** Null with a reason; also null when it is infinite, which `infinite` then says. */
  value: number | null;
  infinite?: 'positive' | 'negative';
  low: number | null;
  high: number | null;
  /** How the interval was found, or why there is none. */
  interval: string;
  /** A code, e.g. no_positive_labels. */
  reason?: string;
  /** The reason in words. */
  because?: string;
  /** Of a measure of all groups: its value with the groups below the floor, too. */
  unrestricted?: number | null;
  /** Two-sided, or of the permutation null for a maximum. */
  p?: number | null;
  test?: string;
  /** What it would be by chance alone under perfect calibration. */
  expectedByChance?: number;
}

/** One group against the reference on the favourable decision. */
export interface PairRecord {
  group: string;
  reference: string;
  counts: { x: number; n: number; xReference: number; nReference: number };
  ratio: Ends & { infinite?: 'positive' };
  difference: Ends;
  /** Miettinen and Nurminen's score interval of the difference. */
  scoreInterval: Ends;
  oddsRatio: Ends & { infinite?: 'positive' };
  p: number | null;
  /** Fisher's exact test with the mid-p correction, where the exact test applies. */
  midP: number | null;
  /** Chi-square with Yates' correction, which some published tools print. */
  yatesP: number | null;
  test: string;
  pHolm: number | null;
  pBenjaminiHochberg: number | null;
  /** Two one-sided tests that the ratio lies within the profile's band; small speaks for parity. Null without a band. */
  equivalenceP: number | null;
  /** The ratio below 1 and nearest to it that a test of this size would see in 80 % of cases. */
  minimumDetectableRatio: number | null;
  flip: FlipRecord;
  /** Whole people, rounded up. */
  shortfall: number | null;
  verdict: Verdict;
  because: string;
  profile: string;
}

export interface Ends {
  value: number | null;
  low: number | null;
  high: number | null;
  reason?: string;
}

/** What one selection more or less would change. */
export interface FlipRecord {
  fragile: boolean;
  /** "threshold": the ratio passes the profile's; "sign": the other group comes off better. */
  changes: ('threshold' | 'sign')[];
}

export interface SweepRecord {
  group: string;
  metric: string;
  difference: number | null;
  p: number | null;
  pBenjaminiHochberg: number | null;
  test: string;
}

export interface TestRecord {
  test: string;
  statistic: number;
  degreesOfFreedom: number;
  p: number;
}

export interface StratifiedRecord {
  group: string;
  reference: string;
  /** The declared controls. */
  strata: string[];
  used: number;
  cochranMantelHaenszel: TestRecord | null;
  oddsRatio: Ends;
  riskRatio: Ends;
  breslowDay: TestRecord | null;
  breslowDayTarone: TestRecord | null;
  /** True when the ratios differ between strata (p below 0.05): one pooled answer then misleads. */
  doNotPool: boolean;
}

export interface ImpactTable {
  kind: 'selection' | 'scoring';
  attributes: string[];
  rows: ImpactRow[];
  /** Rows whose category is not known. */
  unknown: number;
  /** Of a scoring table: the median over all rows, the unknown ones too. */
  median?: number;
}

export interface ImpactRow {
  category: string;
  n: number;
  /** Selected, or scored above the median. */
  x: number;
  rate: number | null;
  /** To the highest rate of the categories that are not left out. */
  impactRatio: number | null;
  excluded: boolean;
  because?: string;
}
