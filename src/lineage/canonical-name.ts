import type { DatasetName } from '../core/evidence.ts';
import { canonicalNamespace } from '../data/canonical-namespace.ts';

/**
 * One spelling for all that mean the same data set. Beneath a host the path is the same with and without its leading
 * slash; where no host is named, a path without one is relative and another.
 *
 * @example canonicalName({ namespace: 'file://LAKE/', name: '/a.csv' }) // { namespace: 'file://lake', name: 'a.csv' }
 */
export function canonicalName({ namespace, name }: DatasetName): DatasetName {
  const spelled = canonicalNamespace(namespace);
  return { namespace: spelled, name: /^[^:]+:\/\/./.test(spelled) ? name.replace(/^\/+(?=.)/, '') : name };
}
