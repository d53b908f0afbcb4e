/** Rows by value of one number, in the training data and in the decision slice. */
export interface ValueCounts {
  name: string;
  /** False where `value` is the middle of a narrow bin, because there are too many different values. */
  exact: boolean;
  /** In ascending order. */
  values: { value: number; training: number; decisions: number }[];
  /** Rows without a finite number. */
  missing: { training: number; decisions: number };
}
