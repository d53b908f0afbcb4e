import { describe, expect, it } from 'vitest';
import { furtherAudit } from '../../src/bias/further-audit.ts';
import { countsOf, effectiveSize, groupVectors } from '../../src/bias/group-vectors.ts';
import { probableGroups } from '../../src/bias/probable-groups.ts';
import { specOf, tableOf } from './tables.ts';

const rows = [
  { chances: { a: 0.8, b: 0.2 }, favourable: true, adverseOutcome: null, n: 100 },
  { chances: { a: 0.3, b: 0.6 }, favourable: false, adverseOutcome: null, n: 50 },
];

describe('probableGroups', () => {
  it('weighs each row by its chances, and leaves the rest to no known group', () => {
    const [a, b, unknown] = groupVectors(probableGroups(rows), [0], 'a');
    expect(countsOf(a!.weights)).toMatchObject({ n: 95, favourable: 80 });
    expect(countsOf(b!.weights).n).toBeCloseTo(50, 12);
    expect([unknown?.group, countsOf(unknown!.weights).n]).toEqual([null, expect.closeTo(5, 10)]);
    expect(effectiveSize(a!)).toBeCloseTo(95 ** 2 / (100 * 0.64 + 50 * 0.09), 10);
  });

  it('is the plain count when every chance is 0 or 1, and never leads to Fisher\u2019s test otherwise', () => {
    const sure = probableGroups([{ chances: { a: 1 }, favourable: true, adverseOutcome: true, n: 7 }]);
    expect(countsOf(groupVectors(sure, [0], 'a')[0]!.weights)).toEqual({
      n: 7,
      favourable: 7,
      tp: 0,
      fp: 0,
      fn: 7,
      tn: 0,
    });
    const few = probableGroups(rows.map((each) => ({ ...each, n: 3 })));
    const audit = furtherAudit(tableOf(few), null, { ...specOf({ group: 'a' }), replicates: 20 }).attributes[0]!;
    expect(audit.pairs[0]).toMatchObject({ test: 'z of linearised variances', midP: null });
  });

  it('refuses chances that are no shares', () => {
    const wrong = [{ chances: { a: 0.8, b: 0.4 }, favourable: true, adverseOutcome: null, n: 1 }];
    expect(() => probableGroups(wrong)).toThrow(expect.objectContaining({ code: 'analysis/chances-not-shares' }));
  });
});
