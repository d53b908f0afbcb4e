/** Counts that describe a data set's columns; what the native quality checks look at. */
export interface TableProfile {
  rows: number;
  /** Rows beyond the first of each set of equal rows. */
  duplicateRows: number;
  columns: ColumnProfile[];
}

export interface ColumnProfile {
  name: string;
  type: string;
  nulls: number;
  /** NaN and infinities, counted apart from nulls. */
  nonFinite: number;
  distinct: number;
}
