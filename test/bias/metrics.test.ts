import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupCounts } from '../../src/bias/define-group-metric.ts';
import type { Measure } from '../../src/bias/define-measure.ts';
import { groupMetrics, measuresOf } from '../../src/bias/group-metrics.ts';
import type { Measured } from '../../src/bias/measured.ts';
import { biasMetrics } from '../../src/bias/metrics/registry.ts';
import { reasons } from '../../src/bias/reasons.ts';
import type { ScoreDistribution } from '../../src/bias/score-distribution.ts';

const counts: fc.Arbitrary<GroupCounts> = fc
  .tuple(fc.nat(200), fc.nat(200), fc.nat(200), fc.nat(200), fc.nat(50), fc.nat(50))
  .map(([tp, fp, fn, tn, adverse, favourable]) => ({
    ...{ n: tp + fp + fn + tn + adverse + favourable, favourable: fn + tn + favourable },
    ...{ tp, fp, fn, tn },
  }));

const LEVELS = 12;
const scores: fc.Arbitrary<ScoreDistribution> = fc
  .array(fc.tuple(fc.nat(30), fc.nat(30), fc.nat(5)), { minLength: LEVELS, maxLength: LEVELS })
  .map((rows) => ({
    scores: Float64Array.from(rows, (_, level) => (level + 0.5) / LEVELS),
    positives: Float64Array.from(rows, ([positives]) => positives),
    negatives: Float64Array.from(rows, ([, negatives]) => negatives),
    unlabelled: Float64Array.from(rows, ([, , unlabelled]) => unlabelled),
  }));

const EMPTY: ScoreDistribution = {
  ...{ scores: new Float64Array(0), positives: new Float64Array(0) },
  ...{ negatives: new Float64Array(0), unlabelled: new Float64Array(0) },
};
const NOBODY: GroupCounts = { n: 0, favourable: 0, tp: 0, fp: 0, fn: 0, tn: 0 };
/** Each outcome's exchange, and the exchange of the decisions. */
const turned = ({ n, favourable, tp, fp, fn, tn }: GroupCounts): GroupCounts => ({
  ...{ n, favourable: n - favourable },
  ...{ tp: tn, fp: fn, fn: fp, tn: tp },
});

function times<T extends GroupCounts | ScoreDistribution>(what: T, by: number): T {
  const entries = Object.entries(what).map(([key, value]) => {
    if (key === 'scores') return [key, value];
    return [key, typeof value === 'number' ? value * by : (value as Float64Array).map((each) => each * by)];
  });
  return Object.fromEntries(entries) as T;
}

/** Every measure of the registry on two groups and two distributions; strata are the two groups as strata of each other. */
function all(a: GroupCounts, b: GroupCounts, s: ScoreDistribution, t: ScoreDistribution): Map<string, Measured> {
  const whole = { ...a };
  for (const key of Object.keys(whole) as (keyof GroupCounts)[])
    (whole as Record<string, number>)[key] = a[key] + b[key];
  const run = (measure: Measure): Measured => {
    if (measure.kind === 'group-counts') return measure.measure(a);
    if (measure.kind === 'pair-counts') return measure.measure(a, b);
    if (measure.kind === 'group-in-all') return measure.measure(a, whole);
    if (measure.kind === 'all-counts') return measure.measure([a, b]);
    if (measure.kind === 'strata')
      return measure.measure([
        { group: a, reference: b, all: whole },
        { group: b, reference: a, all: whole },
      ]);
    if (measure.kind === 'group-scores') return measure.measure(s);
    if (measure.kind === 'pair-scores') return measure.measure(s, t, t);
    return { value: null, reason: 'too_few_neighbours' };
  };
  return new Map(measures.map((measure) => [measure.name, run(measure)]));
}

const measures = biasMetrics.filter((metric): metric is Measure => metric.kind !== 'rate');
const options = { seed: 21, numRuns: 100 };

describe('every metric of the registry', () => {
  it('says its question, formula, source, limits and reasons, without a word of judgement', () => {
    for (const { meta } of biasMetrics) {
      expect(meta.answers, meta.id).toMatch(/\?$/);
      expect(meta.formula.length, meta.id).toBeGreaterThan(3);
      expect(meta.source.work.length, meta.id).toBeGreaterThan(5);
      expect(meta.limits.length, meta.id).toBeGreaterThan(0);
      expect(`${meta.title} ${meta.answers}`, meta.id).not.toMatch(/unfair|biased|complian|discriminat/i);
      const rule = typeof meta.undefinedWhen === 'string' ? [meta.undefinedWhen] : meta.undefinedWhen;
      for (const reason of rule) expect(Object.keys(reasons), meta.id).toContain(reason);
      expect(rule.length, meta.id).toBeGreaterThan(0);
    }
    expect(biasMetrics.length).toBeGreaterThan(55);
    expect(new Set(biasMetrics.map(({ name }) => name)).size).toBe(biasMetrics.length);
  });

  it('is a number, or null or infinite for a reason that it declares; never NaN', () => {
    fc.assert(
      fc.property(
        fc.option(counts, { nil: NOBODY }),
        counts,
        fc.option(scores, { nil: EMPTY }),
        scores,
        (a, b, s, t) => {
          const found = all(a, b, s, t);
          for (const { name, meta } of measures) {
            const { value, reason } = found.get(name)!;
            expect(Number.isNaN(value), name).toBe(false);
            if (value === null || !Number.isFinite(value)) expect(meta.undefinedWhen, name).toContain(reason);
          }
        },
      ),
      options,
    );
  });

  it('has no value, and not 0, for a group without rows', () => {
    for (const [name, { value }] of all(NOBODY, NOBODY, EMPTY, EMPTY)) expect(value, name).toBeNull();
    for (const { count, name } of groupMetrics) expect(count(NOBODY).denominator, name).toBe(0);
  });

  it('stays as it is when every row is counted ten times, people and smoothing aside', () => {
    const others = new Set(['selectionShortfall', 'differentialFairness', 'populationStabilityIndex']);
    const degrees = new Set(['standardisedMeanDifference', 'standardisedMeanDifferenceReference']);
    fc.assert(
      fc.property(counts, counts, scores, scores, (a, b, s, t) => {
        const once = all(a, b, s, t);
        const often = all(times(a, 10), times(b, 10), times(s, 10), times(t, 10));
        for (const [name, { value }] of once) {
          if (others.has(name)) continue;
          const more = often.get(name)!.value;
          if (value === null || more === null || !Number.isFinite(value)) expect(more, name).toBe(value);
          else
            expect(Math.abs(more - value) / Math.max(1, Math.abs(value)), name).toBeLessThan(
              degrees.has(name) ? 0.1 : 1e-9,
            );
        }
      }),
      options,
    );
  });

  it('of a pair is at parity when both groups are the same', () => {
    fc.assert(
      fc.property(counts, scores, (a, s) => {
        const found = all(a, a, s, s);
        for (const { name, meta, kind } of measures) {
          const { value } = found.get(name)!;
          if (!kind.startsWith('pair') || value === null || meta.parity === null) continue;
          expect(value, name).toBeCloseTo(meta.parity, 12);
        }
      }),
      options,
    );
  });

  it('of a pair that is signed turns its sign, and one that is not keeps it, when the groups change places', () => {
    const signed = ['averageOddsGap', 'averagePredictiveValueGap', 'classImbalance', 'standardisedMeanDifference'];
    const plain = ['equalizedOddsGap', 'equalizedOddsMeanGap', 'abroca', 'kolmogorovSmirnov', 'wassersteinDistance'];
    const ratios = ['selectionOddsRatio', 'adverseDecisionRatio'];
    fc.assert(
      fc.property(counts, counts, scores, scores, (a, b, s, t) => {
        const there = all(a, b, s, t);
        const back = all(b, a, t, s);
        const both = (name: string, check: (one: number, other: number) => void) => {
          const [one, other] = [there.get(name)!.value, back.get(name)!.value];
          if (one !== null && other !== null && one !== 0 && Number.isFinite(one)) check(one, other);
        };
        for (const name of signed) both(name, (one, other) => expect(other, name).toBeCloseTo(-one, 9));
        for (const name of plain) both(name, (one, other) => expect(other, name).toBeCloseTo(one, 9));
        for (const name of ratios) both(name, (one, other) => expect(other * one, name).toBeCloseTo(1, 9));
      }),
      options,
    );
  });

  it('turns over when the favourable class is exchanged', () => {
    fc.assert(
      fc.property(counts, counts, scores, scores, (a, b, s, t) => {
        const there = all(a, b, s, t);
        const back = all(turned(a), turned(b), s, t);
        const of = (found: Map<string, Measured>, name: string) => found.get(name)!.value;
        const [odds, turnedOdds] = [of(there, 'selectionOddsRatio'), of(back, 'selectionOddsRatio')];
        if (odds !== null && turnedOdds !== null && odds > 0 && Number.isFinite(odds))
          expect(odds * turnedOdds).toBeCloseTo(1, 9);
        for (const [name, sign] of [
          ['demographicDisparity', -1],
          ['averageOddsGap', -1],
          ['equalizedOddsGap', 1],
          ['balancedAccuracy', 1],
          ['selectionRateRange', 1],
          ['differentialFairness', 1],
        ] as const) {
          const [one, other] = [of(there, name), of(back, name)];
          expect(one === null, name).toBe(other === null);
          if (one !== null && other !== null) expect(other, name).toBeCloseTo(sign * one, 9);
        }
      }),
      options,
    );
  });

  it('of all groups does not care for their order, nor for a group without rows', () => {
    fc.assert(
      fc.property(counts, counts, counts, (a, b, c) => {
        for (const { name, measure } of measuresOf('all-counts')) {
          const { value } = measure([a, b, c]);
          const [turnedRound, more] = [measure([c, a, b]).value, measure([a, NOBODY, b, c]).value];
          if (value === null) expect([turnedRound, more], name).toEqual([null, null]);
          else for (const other of [turnedRound, more]) expect(other, name).toBeCloseTo(value, 12);
        }
      }),
      options,
    );
  });

  it('of scores keeps order alone where it says so: a rising map of the scores leaves AUC, ABROCA and KS', () => {
    fc.assert(
      fc.property(scores, scores, (s, t) => {
        const mapped = (of: ScoreDistribution) => ({ ...of, scores: of.scores.map((score) => score ** 3) });
        const [one, other] = [all(NOBODY, NOBODY, s, t), all(NOBODY, NOBODY, mapped(s), mapped(t))];
        for (const name of ['auc', 'abroca', 'kolmogorovSmirnov', 'populationStabilityIndex', 'totalVariation']) {
          expect(other.get(name), name).toEqual(one.get(name));
        }
      }),
      options,
    );
  });

  it('keeps the identities between them', () => {
    fc.assert(
      fc.property(counts, counts, scores, scores, (a, b, s, t) => {
        const found = all(a, b, s, t);
        const of = (name: string) => found.get(name)!.value ?? Number.NaN;
        const holds = (name: string, left: number, right: number) => {
          if (!Number.isNaN(left + right)) expect(left, name).toBeCloseTo(right, 9);
        };
        const isAtMost = (name: string, left: number, right: number) => {
          if (!Number.isNaN(left + right)) expect(left - right, name).toBeLessThan(1e-9);
        };
        isAtMost('mean and largest odds gap', of('equalizedOddsMeanGap'), of('equalizedOddsGap'));
        isAtMost('signed and absolute odds gap', Math.abs(of('averageOddsGap')), of('equalizedOddsMeanGap'));
        isAtMost('ECE and MCE', of('expectedCalibrationError'), of('maximumCalibrationError'));
        isAtMost(
          'calibration in the large and ECE',
          Math.abs(of('calibrationInTheLarge')),
          of('expectedCalibrationError'),
        );
        isAtMost(
          'difference of AUC and ABROCA',
          Math.abs(
            of('auc') -
              (measuresOf('group-scores')
                .find(({ name }) => name === 'auc')!
                .measure(t).value ?? Number.NaN),
          ),
          of('abroca'),
        );
        isAtMost('Jensen-Shannon and ln 2', of('jensenShannonDivergence'), Math.LN2);
        holds('uncertainty', of('brierUncertainty'), variance(s));
      }),
      options,
    );
  });

  it('splits the Brier score into its three parts where each bin holds one score', () => {
    const even = { ...EMPTY, scores: Float64Array.from([0.1, 0.4, 0.8]), positives: Float64Array.from([5, 20, 60]) };
    const s = { ...even, negatives: Float64Array.from([95, 80, 40]), unlabelled: new Float64Array(3) };
    const found = all(NOBODY, NOBODY, s, s);
    const of = (name: string) => found.get(name)!.value!;
    expect(of('brierReliability') - of('brierResolution') + of('brierUncertainty')).toBeCloseTo(of('brierScore'), 14);
  });
});

function variance({ positives, negatives }: ScoreDistribution): number {
  const p = positives.reduce((sum, each) => sum + each, 0);
  const n = p + negatives.reduce((sum, each) => sum + each, 0);
  return (p / n) * (1 - p / n);
}
