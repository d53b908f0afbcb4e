import { describe, expect, it } from 'vitest';
import { type Comparison, compareGroups } from '../../src/bias/compare-groups.ts';
import type { GroupCounts, GroupMetric } from '../../src/bias/define-group-metric.ts';
import { accuracy } from '../../src/bias/metrics/accuracy.ts';
import { falseNegativeRate } from '../../src/bias/metrics/false-negative-rate.ts';
import { falsePositiveRate } from '../../src/bias/metrics/false-positive-rate.ts';
import { negativePredictiveValue } from '../../src/bias/metrics/negative-predictive-value.ts';
import { positivePredictiveValue } from '../../src/bias/metrics/positive-predictive-value.ts';
import { selectionRate } from '../../src/bias/metrics/selection-rate.ts';
import { trueNegativeRate } from '../../src/bias/metrics/true-negative-rate.ts';
import { truePositiveRate } from '../../src/bias/metrics/true-positive-rate.ts';
import { profile } from './tables.ts';

const z = 1.959963984540054;

function compare(metric: GroupMetric, counts: GroupCounts, reference: GroupCounts): Comparison {
  return compareGroups(metric, { group: 'g', sums: { counts }, reference: { counts: reference } }, profile, z);
}

const selected = (x: number, n: number): GroupCounts => ({ n, favourable: x, tp: 0, fp: 0, fn: 0, tn: 0 });
const matrix = (tp: number, fp: number, fn: number, tn: number): GroupCounts => ({
  ...{ n: tp + fp + fn + tn, favourable: fn + tn },
  ...{ tp, fp, fn, tn },
});
const ofSelections = (x: number, n: number, x2: number, n2: number): Comparison =>
  compare(selectionRate, selected(x, n), selected(x2, n2));

describe('compareGroups on published tables', () => {
  // 29 CFR 1607.4(D) as worked in the EEOC's Questions and Answers of 1979: rates of 60, 45, 48 and 51 per cent
  it.each([
    [45, 0.75, true],
    [48, 0.8, false],
    [51, 0.85, false],
  ])('of %d in 100 against 60 in 100 is %d, below four fifths: %s', (x, ratio, below) => {
    const found = ofSelections(x, 100, 60, 100);
    expect([found.ratio.value, found.belowImpactRatio]).toEqual([ratio, below]);
  });

  // 6 RCNY 5-301(d), scoring example; counts implied by its rates, ratios printed with two digits
  it.each([
    ['Female', 34, 76, 50, 92, 0.82],
    ['White', 15, 40, 18, 28, 0.58],
    ['Black or African American', 16, 32, 18, 28, 0.78],
    ['Native Hawaiian or Pacific Islander', 5, 8, 18, 28, 0.97],
    ['Asian', 10, 24, 18, 28, 0.65],
  ])('of the group %s, %d/%d against %d/%d, is as the New York rule prints it', (_, x, n, x2, n2, ratio) => {
    expect(Math.abs((ofSelections(x, n, x2, n2).ratio.value ?? 0) - ratio)).toBeLessThan(0.005);
  });

  it('of 240 against 270 in 1000 is .889 (pymetrics/audit-ai, README)', () => {
    expect(ofSelections(240, 1000, 270, 1000).ratio.value?.toFixed(3)).toBe('0.889');
  });

  // aws/amazon-sagemaker-clarify, tests/unit/bias/metrics/test_metrics.py: F against M. Theirs go now F - M, now M - F
  it('agrees with SageMaker Clarify on its toy data, all differences taken one way round', () => {
    const women = matrix(2, 2, 1, 2);
    const men = matrix(0, 2, 2, 1);
    const difference = (metric: GroupMetric): number | null => compare(metric, women, men).difference.value;
    expect(difference(truePositiveRate)).toBeCloseTo(0.6666666666666666, 15);
    expect(difference(trueNegativeRate)).toBeCloseTo(0.16666666666666666, 15);
    expect(difference(positivePredictiveValue)).toBe(0.5);
    expect(difference(negativePredictiveValue)).toBeCloseTo(0.3333333333333333, 15);
    expect(difference(accuracy)).toBeCloseTo(0.37142857142857144, 15);
    const asSelected = ({ tp, fp, n }: GroupCounts): GroupCounts => selected(tp + fp, n);
    expect(compare(selectionRate, asSelected(women), asSelected(men)).ratio.value).toBe(1.4285714285714286);
  });

  // dssg/aequitas 4dc71c6, tests/test_artifacts/test_bias_report/aequitas_test_10: class_1, Low against High
  it('gives the disparities that aequitas publishes', () => {
    const low = matrix(2, 2, 2, 1);
    const high = matrix(3, 1, 2, 1);
    expect(compare(falseNegativeRate, low, high).ratio.value).toBe(1.25);
    expect(compare(falsePositiveRate, low, high).ratio.value).toBe(4 / 3);
  });
});

describe('compareGroups where published tools go wrong', () => {
  // ProPublica's COMPAS counts: false positives 805 of 1795 and 349 of 1488. aequitas gives p = .0504
  it('tells the COMPAS false positive rates of .448 and .235 apart, p = 2.1e-37', () => {
    const found = compare(falsePositiveRate, matrix(1369, 805, 532, 990), matrix(505, 349, 461, 1139));
    expect(((found.difference.value ?? 0) + 349 / 1488).toFixed(3)).toBe('0.448');
    expect(Math.abs((found.p ?? 1) / 2.113489738913766e-37 - 1)).toBeLessThan(1e-6);
    const others = [truePositiveRate, trueNegativeRate, positivePredictiveValue, negativePredictiveValue];
    const tests = others.map((metric) => compare(metric, matrix(1369, 805, 532, 990), matrix(505, 349, 461, 1139)).p);
    expect(new Set([...tests, found.p]).size).toBe(4); // a rate and its complement share one test, and no others do
  });

  // fairlearn, Clarify, holisticai: the true positive rate of a group without positives is 0
  it('makes no gap out of a group without adverse outcomes in a perfect classifier', () => {
    const found = compare(truePositiveRate, matrix(0, 0, 0, 4), matrix(2, 0, 0, 2));
    expect(found.difference).toEqual({
      ...{ value: null, low: null, high: null },
      reason: 'no row has a known adverse outcome',
    });
    expect([found.p, found.test, found.belowImpactRatio]).toEqual([null, 'none', null]);
    expect(compare(falsePositiveRate, matrix(0, 0, 0, 4), matrix(2, 0, 0, 2)).difference.value).toBe(0);
  });

  // statsmodels and audit-ai: 1 - CDF is 0
  it('has a p above 0 however far the groups are apart', () => {
    const found = ofSelections(0, 1_000_000, 1_000_000, 1_000_000);
    expect(found.p).toBeGreaterThan(0);
    expect(ofSelections(2000, 10_000, 3000, 10_000).p).toBeLessThan(1e-50);
  });

  // aequitas caps x/0 at 10
  it('does not cap a ratio to a reference rate of zero, and does not make one up', () => {
    expect(ofSelections(1, 10, 0, 10)).toMatchObject({
      ratio: { value: null, reason: 'reference rate is zero' },
      belowImpactRatio: null,
    });
    expect(ofSelections(0, 10, 0, 10).ratio).toMatchObject({ value: null, reason: 'both rates are zero' });
    expect(ofSelections(1, 10, 0, 10).difference.value).toBe(0.1);
  });
});

describe('compareGroups', () => {
  it('takes the exact test where an expected count is below 5, else the pooled z', () => {
    expect(ofSelections(0, 10, 5, 20)).toMatchObject({ test: 'Fisher exact' });
    expect(ofSelections(0, 10, 5, 20).p).toBeCloseTo(0.14003620900172625, 13);
    expect(ofSelections(12, 40, 48, 80)).toMatchObject({ test: 'two-proportion z' });
    expect(ofSelections(5, 10, 5, 10).test).toBe('two-proportion z');
    expect(ofSelections(4, 10, 5, 10).test).toBe('Fisher exact');
  });

  it('says where an interval had to be corrected', () => {
    const { ratio } = ofSelections(0, 10, 5, 20);
    expect(ratio).toMatchObject({ value: 0, reason: 'interval with 1/2 added to both counts and 1 to both totals' });
    expect(ofSelections(12, 40, 48, 80).ratio).not.toHaveProperty('reason');
  });

  it('says whether the group or the reference is empty', () => {
    expect(ofSelections(0, 0, 1, 2).ratio.reason).toBe('the group has no rows');
    expect(ofSelections(1, 2, 0, 0).ratio.reason).toBe('the reference group has no rows');
    expect(compare(truePositiveRate, matrix(1, 0, 0, 1), matrix(0, 0, 0, 1)).ratio.reason).toBe(
      'in the reference group, no row has a known adverse outcome',
    );
  });
});
