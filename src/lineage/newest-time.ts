import type { Fact } from './fact.ts';

/** The newest time at which anything was stated, ISO 8601 in UTC. Null when there are no facts. */
export function newestTime(facts: readonly Fact[]): string | null {
  let newest: string | null = null;
  for (const { at } of facts) if (newest === null || at > newest) newest = at;
  return newest;
}
