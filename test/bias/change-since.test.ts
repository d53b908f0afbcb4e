import { describe, expect, it } from 'vitest';
import { type Audited, changeSince } from '../../src/bias/change-since.ts';
import type { GroupChange } from '../../src/core/audit-record.ts';
import fixture from '../fixtures/peers/audit-change.json' with { type: 'json' };

type Counts = Record<string, number[]>;

function audited(counts: Counts, [from, to]: [string, string], reference = 'white'): Audited & { sequence: number } {
  const names = [reference, ...Object.keys(counts).filter((name) => name !== reference)];
  const groups = names.map((group) => {
    const [x = 0, n = 0] = counts[group] ?? [];
    return { group, x, n, verdict: group === reference ? null : ('clear' as const) };
  });
  return {
    ...{ auditId: `of ${from}`, sequence: 3, from, to, profile: 'p', used: 1, confidence: 0.95, favourable: 'yes' },
    attributes: [{ name: 'race', reference, groups }],
  };
}

const FIRST: [string, string] = ['2025-01-01T00:00:00.000Z', '2025-03-31T20:00:00.000Z'];
const SECOND: [string, string] = ['2025-04-01T00:00:00.000Z', '2025-06-30T20:00:00.000Z'];
const [then, now] = [audited(fixture.then, FIRST), audited(fixture.now, SECOND)];
const find = (groups: GroupChange[], group: string, measure: string): GroupChange =>
  groups.find((each) => each.group === group && each.measure === measure)!;

describe('changeSince', () => {
  it('gives changes, intervals and p as SciPy and statsmodels do', () => {
    const { groups } = changeSince(then, now);
    expect(groups).toHaveLength(fixture.changes.length);
    for (const { group, measure, value, low, high, p, pHolm } of fixture.changes) {
      const found = find(groups, group, measure);
      expect(found.change.value).toBeCloseTo(value, 12);
      expect(found.change.low).toBeCloseTo(low, 9);
      expect(found.change.high).toBeCloseTo(high, 9);
      expect(found.p! / p).toBeCloseTo(1, 9);
      expect(found.pHolm! / pHolm).toBeCloseTo(1, 9);
    }
    expect(find(groups, 'asian', 'selection-rate').test).toBe('Fisher exact');
    expect(find(groups, 'black', 'impact-ratio').verdicts).toEqual({ before: 'clear', after: 'clear' });
  });

  it('tests nothing where both counted some of the same days', () => {
    const change = changeSince(then, audited(fixture.now, ['2025-03-31T20:00:00.000Z', SECOND[1]]));
    expect(change.overlaps).toBe(true);
    expect(change.groups.map(({ p, change: { low } }) => [p, low])).toEqual(change.groups.map(() => [null, null]));
    expect(find(change.groups, 'black', 'selection-rate').change.value).toBeCloseTo(95 / 110 - 0.7, 12);
  });

  it('turns the other way round when the audits are exchanged', () => {
    const [forth, back] = [changeSince(then, now).groups, changeSince({ ...now, sequence: 1 }, then).groups];
    for (const { group, measure, change, p } of forth) {
      const other = find(back, group, measure);
      const sum =
        measure === 'impact-ratio' ? change.value! * other.change.value! - 1 : change.value! + other.change.value!;
      expect(sum).toBeCloseTo(0, 12);
      expect(other.p).toBeCloseTo(p!, 12);
    }
  });

  it('compares no ratios to another reference group, and no group that only one audit has', () => {
    const change = changeSince(
      audited(fixture.then, FIRST, 'black'),
      audited({ ...fixture.now, other: [1, 2] }, SECOND),
    );
    expect(change.caveats).toEqual(['attributes']);
    expect(change.groups.map(({ group, measure }) => [group, measure])).toEqual([
      ['white', 'selection-rate'],
      ['black', 'selection-rate'],
      ['asian', 'selection-rate'],
    ]);
  });

  it('names what makes two audits hard to compare', () => {
    const other = { ...now, profile: 'q', favourable: 'approved', confidence: 0.9 };
    expect(changeSince(then, other).caveats).toEqual(['profile', 'favourable', 'confidence']);
  });

  it('says why a change is not estimable: no rows, a rate of zero', () => {
    const { groups } = changeSince(then, audited({ white: [0, 50], black: [0, 0], asian: [0, 9] }, SECOND));
    expect(find(groups, 'black', 'selection-rate')).toMatchObject({ p: null, change: { reason: 'no_rows' } });
    expect(find(groups, 'asian', 'impact-ratio')).toMatchObject({ p: null, change: { reason: 'both_rates_zero' } });
    expect(find(groups, 'white', 'selection-rate').p).toBeLessThan(1e-9);
  });
});
