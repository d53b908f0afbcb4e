import type { Transformation } from './fact.ts';

/** From the least to the most that can have happened to a value. */
const ORDER: readonly Transformation[] = ['IDENTITY', 'UNSPECIFIED', 'TRANSFORMATION', 'AGGREGATION', 'INDIRECT'];

/** The most that one of several steps did: how a value travelled along them all. UNSPECIFIED without steps. */
export function strongest(steps: readonly Transformation[]): Transformation {
  return ORDER[Math.max(...steps.map((step) => ORDER.indexOf(step)))] ?? 'UNSPECIFIED';
}

/** Of two ways between the same columns: the one on which a value travelled, and of two such the one that did more. */
export function leading(one: Transformation, other: Transformation): Transformation {
  if (one === 'INDIRECT') return other;
  return other === 'INDIRECT' ? one : strongest([one, other]);
}
