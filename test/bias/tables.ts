import type { AuditSpec } from '../../src/bias/audit-bias.ts';
import type { ContingencyCell, ContingencyTable } from '../../src/core/cells.ts';
import type { RegimeProfile } from '../../src/core/regime.ts';

export const profile: RegimeProfile = {
  ...{ id: 'test', title: 'Test', jurisdiction: 'nowhere', citation: 'none' },
  ...{ effectiveFrom: '2000-01-01', effectiveTo: null, binding: false },
  ...{ impactRatio: { numerator: 4, denominator: 5 }, significance: 0.05 },
};

/** A table of one or more attributes from its cells. */
export function tableOf(cells: ContingencyCell[], attributes: string[] = ['group']): ContingencyTable {
  const rowsRead = cells.reduce((sum, { n }) => sum + n, 0);
  return { attributes, cells, rowsRead, exclusions: [], from: '2025-01-01T00:00:00Z', to: '2025-06-30T00:00:00Z' };
}

/** An audit of the attributes, each with its reference group. */
export function specOf(references: Record<string, string>, changes: Partial<AuditSpec> = {}): AuditSpec {
  return {
    attributes: Object.entries(references).map(([name, reference]) => ({ name, column: name, label: name, reference })),
    ...{ favourable: 'approved', positive: 'denied', profile, sliceDescription: 'a test' },
    ...changes,
  };
}

/** Cells of one group from counts of selections alone; no outcome is known. */
export function selections(group: string | null, x: number, n: number): ContingencyCell[] {
  return [
    { groups: [group], favourable: true, adverseOutcome: null, n: x },
    { groups: [group], favourable: false, adverseOutcome: null, n: n - x },
  ];
}

/** Cells of one group from its confusion matrix; positive is the adverse decision. */
export function confusion(
  group: string | null,
  { tp, fp, fn, tn }: Record<'tp' | 'fp' | 'fn' | 'tn', number>,
): ContingencyCell[] {
  return [
    { groups: [group], favourable: false, adverseOutcome: true, n: tp },
    { groups: [group], favourable: false, adverseOutcome: false, n: fp },
    { groups: [group], favourable: true, adverseOutcome: true, n: fn },
    { groups: [group], favourable: true, adverseOutcome: false, n: tn },
  ];
}

/** One cell per person; 1 is the adverse outcome and the adverse decision. */
export function people(groups: (string | null)[], outcomes: number[], decisions: number[]): ContingencyCell[] {
  return groups.map((group, i) => ({
    groups: [group],
    favourable: decisions[i] === 0,
    adverseOutcome: outcomes[i] === 1,
    n: 1,
  }));
}
