/** A dated set of thresholds. Screening values, never law applied. */
export interface RegimeProfile {
  id: string;
  title: string;
  jurisdiction: string;
  citation: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  binding: boolean;
  /** Impact ratios below numerator/denominator are flagged. Null where the regime sets none. */
  impactRatio: Fraction | null;
  /** Null where the regime asks for no test. */
  significance: number | null;
  /** Ratios above it are flagged, too. */
  upperRatio?: Fraction;
  /** Ratios below it, and not yet below impactRatio, are watched. */
  monitorRatio?: Fraction;
  /** Differences of rates beyond it, either way, are flagged. */
  difference?: Fraction;
  /** True when ratio and difference are screened on every compared rate, not on the selection rate alone. */
  everyRate?: boolean;
  /** Standardised differences of mean scores beyond it. */
  meanDifference?: number;
  /** Population stability indices: watched from `monitor`, flagged from `flag`. */
  stabilityIndex?: { monitor: number; flag: number };
  /** Against whom the regime compares: the declared reference group, or the group of the highest rate. */
  reference?: 'declared' | 'highest-rate';
  /** A regime that asks for tables and sets no pass mark; categories below `leastShare` of the rows may be left out. */
  publishes?: { leastShare: Fraction };
}

/** Whole numbers, so that thresholds on counts are exact. */
export interface Fraction {
  numerator: number;
  denominator: number;
}
