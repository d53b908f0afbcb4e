import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Audited, auditBefore, changeSince } from '../../src/bias/change-since.ts';
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

  it('finds nothing changed between equal counts, and the same factor between counts of ten times the size', () => {
    const counts = fc.record({ white: fc.integer({ min: 1, max: 40 }), black: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const of = (found: { white: number; black: number }, factor: number): Counts => ({
          white: [found.white * factor, 41 * factor],
          black: [found.black * factor, 41 * factor],
        });
        const same = changeSince(audited(of(one, 1), FIRST), audited(of(one, 1), SECOND)).groups;
        for (const { measure, change, p } of same) {
          expect(change.value).toBe(measure === 'impact-ratio' ? 1 : 0);
          expect(p).toBeCloseTo(1, 12);
        }
        const small = changeSince(audited(of(one, 1), FIRST), audited(of(other, 1), SECOND)).groups;
        const large = changeSince(audited(of(one, 10), FIRST), audited(of(other, 10), SECOND)).groups;
        small.forEach(({ change }, at) => {
          const tenfold = large[at]!.change;
          expect(tenfold.value).toBeCloseTo(change.value!, 12);
          expect(tenfold.high! - tenfold.low!).toBeLessThan(change.high! - change.low!);
        });
      }),
      { seed: 11 },
    );
  });

  it('changes no number when groups have other names, but for the order', () => {
    const renamed = (from: typeof then): typeof then => ({
      ...from,
      attributes: from.attributes.map((each) => ({
        ...each,
        groups: each.groups.map((group) => ({ ...group, group: `z-${group.group}` })),
        reference: `z-${each.reference}`,
      })),
    });
    const numbers = ({ groups }: { groups: GroupChange[] }) => groups.map(({ group: _, ...rest }) => rest);
    expect(numbers(changeSince(renamed(then), renamed(now)))).toEqual(numbers(changeSince(then, now)));
  });
});

describe('auditBefore', () => {
  const at = (auditId: string, from: string, to: string) => ({
    ...{ ...now, auditId, from, to },
    ...{ schema: 'dossier.history/1' as const, previousSha256: '', system: 's', asOf: to },
  });
  const [q1, q2, half, q3] = [at('q1', '1', '2'), at('q2', '3', '4'), at('half', '1', '4'), at('q3', '5', '6')];

  it.each([
    ['the last one of earlier decisions', [q1, q2], q3, q2],
    ['that one, though a wider one came after it', [q1, half], q2, q1],
    ['one of some of the same decisions, where there is no earlier one', [q1], half, q1],
    ['none of later decisions', [q3], q1, undefined],
    ['not the same audit', [q1], q1, undefined],
    ['the last of two of the same period', [at('other', '1', '2'), q1], q2, q1],
    ['none in an empty history', [], q1, undefined],
  ])('is %s', (_, history, current, expected) => {
    expect(auditBefore(history, current)).toBe(expected);
  });
});
