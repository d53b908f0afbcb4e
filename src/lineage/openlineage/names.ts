import type { DatasetName } from '../../core/evidence.ts';
import { textAt } from '../../data/json-value.ts';

/** The namespace and name of a data set or job. Null when either is missing. */
export function nameAt(value: unknown): DatasetName | null {
  const namespace = textAt(value, 'namespace');
  const name = textAt(value, 'name');
  return namespace === null || name === null ? null : { namespace, name };
}
