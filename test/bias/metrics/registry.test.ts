import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupCounts } from '../../../src/bias/define-group-metric.ts';
import { groupMetrics } from '../../../src/bias/group-metrics.ts';

const of = (counts: Partial<GroupCounts>): Record<string, number | null> => {
  const whole = { n: 0, favourable: 0, tp: 0, fp: 0, fn: 0, tn: 0, ...counts };
  return Object.fromEntries(
    groupMetrics.map(({ name, count }) => {
      const { numerator, denominator } = count(whole);
      return [name, denominator === 0 ? null : numerator / denominator];
    }),
  );
};

/** All decisions have a known outcome. */
const labelled = (tp: number, fp: number, fn: number, tn: number): GroupCounts => ({
  ...{ n: tp + fp + fn + tn, favourable: fn + tn },
  ...{ tp, fp, fn, tn },
});

describe('the group metrics', () => {
  it('say of themselves what a reader needs', () => {
    for (const { meta } of groupMetrics) {
      expect(meta.answers).toMatch(/\?$/);
      expect(meta.limits.length).toBeGreaterThan(0);
      expect(meta.title).not.toMatch(/fair|bias|compliant/i);
    }
    expect(groupMetrics.map(({ meta }) => meta.id)).toEqual(groupMetrics.map(({ meta }) => meta.id).sort());
  });

  it('compare groups on the selection rate by impact ratio and on three rates by test', () => {
    const by = (comparison: string) => groupMetrics.filter(({ meta }) => meta.comparison === comparison);
    expect(by('impact-ratio').map(({ name }) => name)).toEqual(['selectionRate']);
    expect(by('test').map(({ name }) => name)).toEqual([
      'falsePositiveRate',
      'positivePredictiveValue',
      'truePositiveRate',
    ]);
  });

  // dssg/aequitas 4dc71c6, tests/test_artifacts/test_bias_report: expected values of test 1 and of test 10
  it('give the rates that aequitas publishes', () => {
    expect(of(labelled(2, 1, 1, 1))).toMatchObject({
      ...{ falsePositiveRate: 0.5, falseNegativeRate: 1 / 3, positivePredictiveValue: 2 / 3 },
      ...{ negativePredictiveValue: 0.5, selectionRate: 0.4, baseRate: 0.6 },
    });
    expect(of(labelled(2, 0, 2, 0))).toMatchObject({
      ...{ falsePositiveRate: null, falseNegativeRate: 0.5, positivePredictiveValue: 1, negativePredictiveValue: 0 },
    });
  });

  it('are null, not 0, where nothing was observed; the others are exact', () => {
    expect(of(labelled(0, 0, 0, 4))).toEqual({
      ...{ truePositiveRate: null, falseNegativeRate: null, positivePredictiveValue: null },
      ...{ falsePositiveRate: 0, trueNegativeRate: 1, negativePredictiveValue: 1, accuracy: 1, baseRate: 0 },
      ...{ falseDiscoveryRate: null, falsePositiveShare: null, threatScore: null },
      ...{ falseOmissionRate: 0, errorRate: 0, adverseDecisionRate: 0 },
      selectionRate: 1,
    });
    expect(new Set(Object.values(of({})))).toEqual(new Set([null]));
  });

  const counts = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000));

  it('turn into one another when the favourable class is exchanged', () => {
    const pairs = [
      ['truePositiveRate', 'trueNegativeRate'],
      ['falsePositiveRate', 'falseNegativeRate'],
      ['positivePredictiveValue', 'negativePredictiveValue'],
      ['accuracy', 'accuracy'],
    ] as const;
    fc.assert(
      fc.property(counts, ([tp, fp, fn, tn]) => {
        const there = of(labelled(tp, fp, fn, tn));
        const back = of(labelled(tn, fn, fp, tp));
        for (const [one, other] of pairs) expect([back[one], back[other]]).toEqual([there[other], there[one]]);
        if (tp + fp + fn + tn > 0) {
          expect(there['selectionRate']! + back['selectionRate']!).toBeCloseTo(1, 15);
          expect(there['baseRate']! + back['baseRate']!).toBeCloseTo(1, 15);
        }
      }),
      { seed: 1 },
    );
  });

  it('of two groups merged are the mean weighted by what each rests on', () => {
    fc.assert(
      fc.property(counts, counts, fc.nat(50), (a, b, unlabelled) => {
        const one = { ...labelled(...a), n: labelled(...a).n + unlabelled };
        const two = labelled(...b);
        const sum = (key: keyof GroupCounts) => one[key] + two[key];
        const merged = {
          ...{ n: sum('n'), favourable: sum('favourable') },
          ...{ tp: sum('tp'), fp: sum('fp'), fn: sum('fn'), tn: sum('tn') },
        };
        for (const { count } of groupMetrics) {
          const [first, second, both] = [count(one), count(two), count(merged)];
          expect(both.denominator).toBe(first.denominator + second.denominator);
          expect(both.numerator).toBe(first.numerator + second.numerator);
          expect(both.numerator).toBeLessThanOrEqual(both.denominator);
        }
      }),
      { seed: 2 },
    );
  });
});
