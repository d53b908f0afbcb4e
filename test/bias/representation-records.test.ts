import { describe, expect, it } from 'vitest';
import { representationOf } from '../../src/bias/representation-records.ts';
import { selections, tableOf } from './tables.ts';

const attribute = { name: 'group', column: 'group', label: 'Group', reference: 'a' };
const training = tableOf([...selections('a', 30, 60), ...selections('b', 20, 40), ...selections(null, 5, 10)]);
const decisions = tableOf([...selections('a', 30, 50), ...selections('b', 10, 25), ...selections('c', 10, 25)]);

describe('representationOf', () => {
  it('gives the share of every group in both, of rows whose group is known', () => {
    const { records } = representationOf(attribute, training, decisions);
    expect(records.map(({ group, training: t, decisions: d, index }) => [group, t, d, index])).toEqual([
      ['a', { n: 60, share: 0.6 }, { n: 50, share: 0.5 }, null],
      ['b', { n: 40, share: 0.4 }, { n: 25, share: 0.25 }, null],
      ['c', { n: 0, share: 0 }, { n: 25, share: 0.25 }, null],
    ]);
  });

  it('holds the training data against declared shares: index, and the chi-square test of fit', () => {
    const shares = { a: 0.5, b: 0.5 };
    const { records, drift } = representationOf({ ...attribute, shares }, training, decisions);
    expect(records.map(({ index }) => index)).toEqual([1.2, 0.8, null]);
    // (60 - 50)^2 / 50 + (40 - 50)^2 / 50 = 4, one degree of freedom.
    expect(drift.measures.at(-1)).toMatchObject({ metric: 'goodnessOfFit', value: 4 });
    expect(drift.measures.at(-1)?.p).toBeCloseTo(0.04550026389635842, 12);
  });

  it('takes groups without a declared share for one category of what remains of 1', () => {
    const { drift } = representationOf({ ...attribute, shares: { a: 0.6 } }, training, decisions);
    expect(drift.measures.at(-1)?.value).toBeCloseTo(0, 20);
    expect(drift.measures.at(-1)?.p).toBeCloseTo(1, 12);
  });

  it('gives no test of shares that sum to more than 1', () => {
    const { drift } = representationOf({ ...attribute, shares: { a: 0.9, b: 0.4 } }, training, decisions);
    expect(drift.measures.at(-1)).toMatchObject({ value: null, reason: 'shares_above_one', p: null });
  });
});
