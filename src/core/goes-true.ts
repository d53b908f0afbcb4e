import { BRANCH } from './exact-model.ts';

/**
 * Whether a value takes the true branch of a node, as ONNX Runtime decides it: the comparison holds, or the value is
 * missing and the node sends missing values there. NaN differs from every threshold, so that it takes the true branch of
 * `neq` whatever the node says of missing values.
 */
export function goesTrue(value: number, { mode, threshold, missingIsTrue, members }: NodeRule): boolean {
  return (Number.isNaN(value) && missingIsTrue) || holds(value, { mode, threshold, members });
}

export interface NodeRule {
  mode: number;
  threshold: number;
  missingIsTrue: boolean;
  /** Of the mode `member`. */
  members: ReadonlySet<number> | undefined;
}

function holds(value: number, { mode, threshold, members }: Omit<NodeRule, 'missingIsTrue'>): boolean {
  switch (mode) {
    case BRANCH.leq:
      return value <= threshold;
    case BRANCH.lt:
      return value < threshold;
    case BRANCH.gte:
      return value >= threshold;
    case BRANCH.gt:
      return value > threshold;
    case BRANCH.eq:
      return value === threshold;
    case BRANCH.neq:
      return value !== threshold;
    default:
      return !Number.isNaN(value) && members?.has(value) === true;
  }
}
