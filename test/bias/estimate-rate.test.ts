import { describe, expect, it } from 'vitest';
import { estimateRate } from '../../src/bias/estimate-rate.ts';
import { selectionRate } from '../../src/bias/metrics/selection-rate.ts';
import { truePositiveRate } from '../../src/bias/metrics/true-positive-rate.ts';

const z = 1.959963984540054;
const none = { n: 0, favourable: 0, tp: 0, fp: 0, fn: 0, tn: 0 };

describe('estimateRate', () => {
  it('is a share with its interval and both counts', () => {
    const found = estimateRate(selectionRate, { counts: { ...none, n: 10 } }, z);
    expect(found).toMatchObject({ value: 0, low: 0, numerator: 0, denominator: 10 });
    expect(found.high).toBeCloseTo(0.2775327998628892, 15);
  });

  it('is null with the reason of the metric, or with that of an empty group', () => {
    const nothing = { value: null, low: null, high: null, numerator: 0, denominator: 0 };
    const reason = 'no row has a known adverse outcome';
    expect(estimateRate(truePositiveRate, { counts: { ...none, n: 4, favourable: 4, tn: 4 } }, z)).toEqual({
      ...nothing,
      reason,
    });
    expect(estimateRate(truePositiveRate, { counts: none }, z)).toEqual({
      ...nothing,
      reason: 'the group has no rows',
    });
  });
});
