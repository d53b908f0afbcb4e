/** What a scalar input of a model holds. */
export type InputType = 'float' | 'double' | 'int64' | 'int32' | 'bool' | 'string';

/** One scalar input of a model. */
export interface InputColumn {
  /** The column of the decision log. */
  name: string;
  type: InputType;
  /** True when the model scores rows in which this value is missing. */
  acceptsMissing: boolean;
}
