import type { RegimeProfile } from '../core/regime.ts';
import { holm } from '../numeric/holm.ts';
import { type Comparison, compareGroups } from './compare-groups.ts';
import { groupMetrics } from './group-metrics.ts';
import type { GroupSums } from './group-sums.ts';

/** The family that is declared before any number is seen: the screened rate first, then the others by id. */
const COMPARED = [
  ...groupMetrics.filter(({ meta }) => meta.comparison === 'impact-ratio'),
  ...groupMetrics.filter(({ meta }) => meta.comparison === 'test'),
];

/** Every compared rate of every group against the reference, with p after Holm over all of them. */
export function comparisonFamily(
  groups: readonly (GroupSums & { group: string })[],
  reference: GroupSums,
  profile: RegimeProfile,
  z: number,
): (Comparison & { pAdjusted: number | null })[] {
  const comparisons = groups.flatMap(({ group, ...sums }) =>
    COMPARED.map((metric) => compareGroups(metric, { group, sums, reference }, profile, z)),
  );
  const adjusted = holm(comparisons.map(({ p }) => p));
  return comparisons.map((comparison, at) => ({ ...comparison, pAdjusted: adjusted[at] ?? null }));
}
