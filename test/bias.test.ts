import { describe, expect, it } from 'vitest';
import { auditBias } from '../src/bias/audit-bias.ts';
import type { GroupCounts, GroupMetric } from '../src/bias/define-group-metric.ts';
import { furtherAudit } from '../src/bias/further-audit.ts';
import { groupMetrics, measuresOf } from '../src/bias/group-metrics.ts';
import { countsOf, groupVectors } from '../src/bias/group-vectors.ts';
import { isBelowRatio } from '../src/bias/impact-ratio.ts';
import { rowsWithRatios } from '../src/bias/impact-tables.ts';
import { ratioOf } from '../src/bias/measured.ts';
import { abroca } from '../src/bias/metrics/abroca.ts';
import { conditionalDemographicDisparity } from '../src/bias/metrics/conditional-demographic-disparity.ts';
import { demographicDisparity } from '../src/bias/metrics/demographic-disparity.ts';
import { meanLogDeviation } from '../src/bias/metrics/mean-log-deviation.ts';
import type { ContingencyCell } from '../src/core/cells.ts';
import type { PairRecord } from '../src/core/measures.ts';
import { jensenShannon, kullbackLeibler } from '../src/numeric/divergence.ts';
import { fisherExact } from '../src/numeric/fisher-exact.ts';
import { katz } from '../src/numeric/katz.ts';
import { newcombe } from '../src/numeric/newcombe.ts';
import { pooledZ } from '../src/numeric/pooled-z.ts';
import { wilson } from '../src/numeric/wilson.ts';
import { people, selections, specOf, tableOf } from './bias/tables.ts';

// Numbers that others have published, and those of their defects that are not to be met. Each block names its source.

const z = 1.959963984540054;
const rates = new Map(groupMetrics.map((metric) => [metric.name, metric]));
const values = new Map(
  [...measuresOf('group-counts'), ...measuresOf('pair-counts')].map((measure) => [measure.name, measure]),
);

function rate(name: string, counts: GroupCounts): number | null {
  const { numerator, denominator } = (rates.get(name) as GroupMetric).count(counts);
  return denominator === 0 ? null : numerator / denominator;
}

function value(name: string, group: GroupCounts, reference: GroupCounts = group): number | null {
  return values.get(name)!.measure(group, reference).value;
}

function countsIn(cells: ContingencyCell[], reference: string, columns: number[] = [0]): Record<string, GroupCounts> {
  const vectors = groupVectors(cells, columns, reference);
  return Object.fromEntries(vectors.map(({ group, weights }) => [group ?? 'unknown', countsOf(weights)]));
}

const labelled = (tp: number, fp: number, fn: number, tn: number): GroupCounts => ({
  ...{ n: tp + fp + fn + tn, favourable: fn + tn },
  ...{ tp, fp, fn, tn },
});
const pairOf = (x: number, n: number, xRef: number, nRef: number): PairRecord =>
  furtherAudit(tableOf([...selections('ref', xRef, nRef), ...selections('g', x, n)]), null, {
    ...specOf({ group: 'ref' }),
    replicates: 0,
  }).attributes[0]!.pairs[0]!;

// dssg/aequitas 4dc71c6, tests/test_artifacts/test_bias_report, tests 1, 2 and 10; class 1 is the adverse one
describe('aequitas\u2019 own test artefacts', () => {
  const label = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
  const score = [1, 0, 0, 1, 1, 1, 0, 0, 1, 1];
  const first = ['High', 'Low', 'High', 'Low', 'High', 'Low', 'High', 'Low', 'High', 'Low'];
  const { High, Low } = countsIn(people(first, label, score), 'High') as Record<'High' | 'Low', GroupCounts>;

  it('have the rates of test 1 in each group', () => {
    const of = (counts: GroupCounts) =>
      ['falsePositiveRate', 'falseNegativeRate', 'falseOmissionRate', 'falseDiscoveryRate', 'adverseDecisionRate'].map(
        (name) => rate(name, counts),
      );
    expect(of(High)).toEqual([0.5, 1 / 3, 0.5, 1 / 3, 0.6]);
    expect(of(Low)).toEqual([2 / 3, 0.5, 0.5, 2 / 3, 0.6]);
  });

  it('have the disparities of tests 1 and 2, to either reference group', () => {
    const ratio = (name: string, one: GroupCounts, two: GroupCounts) =>
      ratioOf(rate(name, one)!, rate(name, two)!).value;
    const names = [
      'falseNegativeRate',
      'falsePositiveRate',
      'falseOmissionRate',
      'falseDiscoveryRate',
      'adverseDecisionRate',
    ];
    const expectAll = (found: (number | null)[], published: number[]) =>
      found.forEach((each, index) => {
        expect(each).toBeCloseTo(published[index]!, 14);
      });
    expectAll(
      names.map((name) => ratio(name, Low, High)),
      [1.5, 4 / 3, 1, 2, 1],
    );
    expectAll(
      names.map((name) => ratio(name, High, Low)),
      [2 / 3, 0.75, 1, 0.5, 1],
    );
  });

  it('have no false positive rate in test 10, whose group Low has no negative labels', () => {
    const low = labelled(2, 0, 2, 0);
    expect(
      ['falsePositiveRate', 'falseNegativeRate', 'falseDiscoveryRate', 'falseOmissionRate'].map((name) =>
        rate(name, low),
      ),
    ).toEqual([null, 0.5, 0, 1]);
    expect(ratioOf(rate('adverseDecisionRate', low)!, 0.6).value).toBeCloseTo(0.8333333333333334, 14);
    expect(rate('falsePositiveRate', labelled(3, 3, 2, 2))).toBe(0.6);
  });
});

// Trusted-AI/AIF360 3487791, tests/test_classification_metric.py and tests/sklearn/test_metrics.py; class 1 is favourable
describe('AIF360\u2019s toys', () => {
  const groups = ['0', '0', '1', '1', '1', '1', '2', '2', '2', '2'];
  const truth = [1, 0, 0, 1, 0, 0, 1, 0, 1, 1];
  const turned = (bits: number[]): number[] => bits.map((bit) => 1 - bit);
  const cellsOf = (said: number[], names = groups) => people(names, turned(truth), turned(said));

  it('have the entropies of prediction a and b, in all and between groups', () => {
    const [a, b] = [
      [1, 0, 0, 0, 1, 1, 1, 0, 1, 0],
      [0, 1, 1, 0, 0, 0, 0, 1, 1, 1],
    ] as [number[], number[]];
    const all = (said: number[]) =>
      countsIn(
        cellsOf(
          said,
          groups.map(() => 'all'),
        ),
        'all',
      )['all']!;
    expect(value('generalisedEntropy', all(a))).toBeCloseTo(0.2, 14);
    expect(value('theilIndex', all(a))).toBeCloseTo(0.2772588722239781, 14);
    expect(value('generalisedEntropy', all(b))).toBeCloseTo(0.3, 14);
    const between = measuresOf('all-counts').find(({ name }) => name === 'betweenGroupEntropy')!;
    expect(between.measure(Object.values(countsIn(cellsOf(a), '0'))).value).toBeCloseTo(0.025, 14);
  });

  it('have a mean log deviation that is not divided by the mean once more', () => {
    const counts = countsIn(people(['g', 'g', 'g', 'g'], turned([0, 0, 1, 0]), turned([1, 0, 1, 0])), 'g')['g']!;
    expect(meanLogDeviation.measure(counts).value).toBeCloseTo(0.0498568, 6);
    expect(meanLogDeviation.measure(counts).value).not.toBeCloseTo(0.0398854, 4);
  });

  it('have the weighted imbalance, divergence and demographic disparity', () => {
    const weigh = (names: string[], bits: number[], weights: number[]): ContingencyCell[] =>
      names.map((name, i) => ({
        ...{ groups: [name], favourable: bits[i] === 1, adverseOutcome: null, n: 1 },
        ...{ weight: weights[i]!, weightSquares: weights[i]! ** 2 },
      }));
    const sizes = countsIn(weigh([...'1111000'], [0, 0, 0, 0, 0, 0, 0], [1, 2, 3, 4, 3, 2, 1]), '1');
    expect(value('classImbalance', sizes['0']!, sizes['1']!)).toBe(-0.25);
    const [one, zero] = [
      [0.5, 0.2, 0.3],
      [0.4, 0.3, 0.3],
    ] as [number[], number[]];
    expect(kullbackLeibler(one, zero)).toBeCloseTo(0.03047875403547199, 14);
    expect(kullbackLeibler(zero, one)).toBeCloseTo(0.03238211190676543, 14);
    const counts = Object.values(countsIn(weigh([...'0011222'], [0, 1, 0, 1, 0, 1, 0], [1, 2, 3, 4, 3, 2, 1]), '0'));
    const all = { ...counts[0]!, n: 16, favourable: 8 };
    const sum = counts.reduce(
      (total, each) => total + (each.n / 16) * demographicDisparity.measure(each, all).value!,
      0,
    );
    expect(sum).toBeCloseTo(0.015625, 15);
  });
});

// fairlearn ebf8fa7, docs/user_guide/assessment; class 1 is the adverse one
describe('fairlearn\u2019s guide', () => {
  const names = [...'bbabbcccaacabccbcc'];
  const truth = [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1];
  const said = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0];
  const second = [8, 6, 8, 8, 8, 8, 6, 6, 6, 8, 6, 6, 6, 6, 8, 6, 6, 6];
  const weights = [1, 2, 1, 3, 2, 3, 1, 2, 1, 2, 3, 1, 2, 3, 2, 3, 1, 1];
  const plain = people(names, truth, said);
  const { a, b, c } = countsIn(plain, 'a') as Record<'a' | 'b' | 'c', GroupCounts>;
  const overall = countsIn(
    people(
      names.map(() => 'all'),
      truth,
      said,
    ),
    'all',
  )['all']!;

  it('has these matrices and rates, overall and by group', () => {
    expect([a, b, c].map(({ tn, fp, fn, tp }) => [tn, fp, fn, tp])).toEqual([
      [0, 2, 1, 1],
      [1, 0, 2, 3],
      [1, 2, 3, 2],
    ]);
    const of = (counts: GroupCounts) =>
      ['truePositiveRate', 'falsePositiveRate', 'adverseDecisionRate'].map((name) => rate(name, counts));
    expect(of(overall)).toEqual([0.5, 2 / 3, 10 / 18]);
    expect([of(a), of(b), of(c)]).toEqual([
      [0.5, 1, 0.75],
      [0.6, 0, 0.5],
      [0.4, 2 / 3, 0.5],
    ]);
  });

  it('has these differences and ratios between groups and to the whole', () => {
    const by = (name: string) => [a, b, c].map((counts) => rate(name, counts)!);
    const between = (name: string) => [
      Math.max(...by(name)) - Math.min(...by(name)),
      Math.min(...by(name)) / Math.max(...by(name)),
    ];
    const toWhole = (name: string) => {
      const whole = rate(name, overall)!;
      return [
        Math.max(...by(name).map((each) => Math.abs(each - whole))),
        Math.min(...by(name).map((each) => Math.min(each / whole, whole / each))),
      ];
    };
    const expectPair = (found: number[], published: number[]) =>
      found.forEach((each, index) => {
        expect(each).toBeCloseTo(published[index]!, 6);
      });
    expectPair(between('truePositiveRate'), [0.2, 0.6666666666666666]);
    expectPair(between('falsePositiveRate'), [1, 0]);
    expectPair(between('adverseDecisionRate'), [0.25, 0.6666666666666666]);
    expectPair(toWhole('truePositiveRate'), [0.1, 0.8]);
    expectPair(toWhole('falsePositiveRate'), [0.6666666666666666, 0]);
    expectPair(toWhole('adverseDecisionRate'), [0.194444, 0.740741]);
    const spread = measuresOf('all-counts').find(({ name }) => name === 'selectionRateRange')!;
    expect(spread.measure([a, b, c]).value).toBe(0.25);
    expect(value('equalizedOddsGap', b, a)).toBe(1);
    expect(value('equalizedOddsRatio', b, a)).toBe(0);
  });

  it('has these rates with weights and over two attributes at once', () => {
    const weighed = plain.map((cell, i) => ({ ...cell, weight: weights[i]!, weightSquares: weights[i]! ** 2 }));
    const weighted = countsIn(weighed, 'a');
    expect(['a', 'b', 'c'].map((name) => rate('truePositiveRate', weighted[name]!)!.toFixed(6))).toEqual([
      '0.500000',
      '0.583333',
      '0.250000',
    ]);
    const both = countsIn(
      plain.map((cell, i) => ({ ...cell, groups: [names[i]!, `${second[i]}`] })),
      'a | 6',
      [0, 1],
    );
    expect(['a | 6', 'b | 6', 'c | 6'].map((name) => rate('truePositiveRate', both[name]!))).toEqual([0, 2 / 3, 0.5]);
  });

  // Not to be met: TPR = 0 for 0/0, so that the perfect model has an equalized odds difference of 1
  it('is not followed where it turns nothing observed into 0', () => {
    const perfect = [1, 1, 0, 0, 0, 0, 0, 0];
    const counts = countsIn(people([...'aaaabbbb'], perfect, perfect), 'a');
    expect(rate('truePositiveRate', counts['b']!)).toBeNull();
    const { kind, measure } = measuresOf('pair-counts').find(({ name }) => name === 'equalizedOddsGap')!;
    expect(kind).toBe('pair-counts');
    expect(measure(counts['b']!, counts['a']!)).toEqual({
      value: null,
      reason: 'part_missing',
      part: 'truePositiveRate of the group',
    });
    expect(
      measuresOf('pair-counts')
        .find(({ name }) => name === 'equalizedOddsRatio')!
        .measure(counts['b']!, counts['a']!).value,
    ).toBeNull();
    expect(rate('falsePositiveRate', counts['b']!)! - rate('falsePositiveRate', counts['a']!)!).toBe(0);
  });

  it('is not followed where it drops rows of no known group', () => {
    const found = auditBias(tableOf(people(['a', null, 'b'], [1, 1, 0], [1, 0, 0])), specOf({ group: 'a' }))
      .attributes[0]!;
    expect(found.groups.map(({ unknown, n }) => [unknown, n])).toEqual([
      [false, 1],
      [false, 1],
      [true, 1],
    ]);
  });
});

// aws/amazon-sagemaker-clarify, tests/unit/bias/metrics/test_metrics.py; class 1 is favourable, F the sensitive facet
describe('SageMaker Clarify\u2019s toys', () => {
  const names = [...'MFFMFMFFMMFF'];
  const truth = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0].map((bit) => 1 - bit);
  const said = [1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0].map((bit) => 1 - bit);
  const { F, M } = countsIn(people(names, truth, said), 'M') as Record<'F' | 'M', GroupCounts>;
  const gap = (name: string): number => rate(name, F)! - rate(name, M)!;

  it('have these numbers, all differences taken as F less M', () => {
    const published: [number, number][] = [
      [value('classImbalance', F, M)!, 0.16666666666666666],
      [ratioOf(rate('selectionRate', F)!, rate('selectionRate', M)!).value!, 1.4285714285714286],
      [gap('trueNegativeRate'), 0.6666666666666666],
      [gap('truePositiveRate'), 0.16666666666666666],
      [gap('negativePredictiveValue'), 0.5],
      [gap('positivePredictiveValue'), 0.3333333333333333],
      [gap('accuracy'), 0.37142857142857144],
      [
        value(
          'generalisedEntropy',
          countsIn(
            people(
              names.map(() => 'all'),
              truth,
              said,
            ),
            'all',
          )['all']!,
        )!,
        0.24556213017751485,
      ],
      [value('conditionalAcceptance', M)! - value('conditionalAcceptance', F)!, 0.25],
      [value('conditionalRejection', F)! - value('conditionalRejection', M)!, 0.3333333333333333],
    ];
    for (const [found, number] of published) expect(found).toBeCloseTo(number, 12);
    // Treatment equality: their false negatives are our false positives, as their positive class is the favourable one.
    expect(F.fp / F.fn - M.fp / M.fn).toBe(-0.5);
  });

  it('have this conditional demographic disparity', () => {
    const facet = [...'MMMFFFFMMMMFMMFMFFMMFMMF'];
    const y = [0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0];
    const stratum = [1, 0, 2, 2, 1, 1, 2, 1, 1, 2, 0, 1, 2, 0, 1, 1, 1, 2, 0, 1, 0, 0, 1, 1];
    const counts = (keep: (i: number) => boolean): GroupCounts => {
      const rows = y.filter((_, i) => keep(i));
      return { n: rows.length, favourable: rows.filter((bit) => bit === 1).length, tp: 0, fp: 0, fn: 0, tn: 0 };
    };
    const strata = (group: string) =>
      [0, 1, 2].map((k) => ({
        group: counts((i) => stratum[i] === k && facet[i] === group),
        reference: counts((i) => stratum[i] === k && facet[i] !== group),
        all: counts((i) => stratum[i] === k),
      }));
    expect(conditionalDemographicDisparity.measure(strata('F')).value).toBeCloseTo(0.3982142857, 9);
    expect(conditionalDemographicDisparity.measure(strata('M')).value).toBeCloseTo(-0.3982142857, 9);
  });

  it('have this Jensen-Shannon divergence, and an infinite divergence where a category is missing, not -0.3665', () => {
    expect(jensenShannon([0.5, 0.5], [0.25, 0.75])).toBeCloseTo(0.033822075568605205, 15);
    expect(kullbackLeibler([0.5, 0.5], [1, 0])).toBe(Number.POSITIVE_INFINITY);
  });
});

// SolasAI disparity notebook, cells 8, 17 and 31
describe('SolasAI\u2019s notebook', () => {
  it.each([
    ['Hispanic', 167, 508, 2072, 3808, 109.4, 0.410319],
    ['Black', 141, 340, 1854, 3623, 33.0, 0.676058],
    ['Female', 414, 1034, 808, 1622, 101.1, 0.6727],
  ])('has the shortfall and the odds ratio of %s', (_, x, n, xRef, nRef, shortfall, odds) => {
    const counts = (favourable: number, rows: number): GroupCounts => ({
      ...labelled(0, 0, 0, 0),
      n: rows,
      favourable,
    });
    expect(value('selectionShortfall', counts(x, n), counts(xRef, nRef))).toBeCloseTo(shortfall, 1);
    const pair = pairOf(x, n, xRef, nRef);
    expect(pair.shortfall).toBe(Math.ceil(n * (xRef / nRef) - x));
    expect(pair.oddsRatio.value).toBeCloseTo(odds, 5);
  });
});

// 6 RCNY 5-301(d): counts implied by the printed rates; the rule prints 64.2 for 18/28
describe('the scoring table of New York\u2019s rule', () => {
  const share = { numerator: 1, denominator: 1000 };
  it.each([
    [
      [
        ['Male', 50, 92, 54.3, 1],
        ['Female', 34, 76, 44.7, 0.82],
      ],
    ],
    [
      [
        ['Hispanic or Latino', 18, 28, 64.2, 1],
        ['White', 15, 40, 37.5, 0.58],
        ['Black or African American', 16, 32, 50, 0.78],
        ['Native Hawaiian or Pacific Islander', 5, 8, 62.5, 0.97],
        ['Asian', 10, 24, 41.7, 0.65],
      ],
    ],
  ] as [[string, number, number, number, number][]][])('has these rates and ratios: %j', (rows) => {
    const table = rowsWithRatios(
      rows.map(([category, x, n]) => ({ category, x, n })),
      0,
      share,
    );
    for (const [index, [, , , percent, ratio]] of rows.entries()) {
      expect(Math.abs(100 * table[index]!.rate! - percent)).toBeLessThan(0.1);
      expect(Math.abs(table[index]!.impactRatio! - ratio)).toBeLessThan(0.005);
    }
  });
});

// EEOC 1979, Questions and Answers on the Uniform Guidelines, as quoted by dataethicsrepository.iaa.ncsu.edu/?p=1099
describe('the EEOC\u2019s worked example', () => {
  it('flags 45 of 100 against 60 of 100, and neither 48, which is exactly four fifths, nor 51', () => {
    const table = rowsWithRatios(
      [
        ['White', 60],
        ['American Indian', 45],
        ['Hispanic', 48],
        ['Black', 51],
      ].map(([category, x]) => ({ category: category as string, x: x as number, n: 100 })),
      0,
      { numerator: 1, denominator: 50 },
    );
    expect(table.map(({ impactRatio }) => impactRatio)).toEqual([1, 0.75, 0.8, 0.85]);
    const flagged = [45, 48, 51].filter((x) =>
      isBelowRatio({ x, n: 100 }, { x: 60, n: 100 }, { numerator: 4, denominator: 5 }),
    );
    expect(flagged).toEqual([45]);
  });

  it.each([
    [3, 5, 6, 8],
    [3, 5, 9, 12],
    [3, 5, 12, 16],
  ])('does not flag %d/%d against %d/%d, which doubles call below 0.8', (x, n, xRef, nRef) => {
    expect(x / n / (xRef / nRef) < 0.8).toBe(true);
    expect(isBelowRatio({ x, n }, { x: xRef, n: nRef }, { numerator: 4, denominator: 5 })).toBe(false);
  });

  it('of all tables below 60 rows whose ratio is exactly 4/5, doubles misjudge 1029 of 3123, and integers none', () => {
    let [exact, misjudged, flagged] = [0, 0, 0];
    for (let n = 5; n < 60; n += 1)
      for (let m = 5; m < 60; m += 1)
        for (let x = 1; x <= n; x += 1) {
          if ((5 * x * m) % (4 * n) !== 0) continue;
          const y = (5 * x * m) / (4 * n);
          if (y > m) continue;
          exact += 1;
          misjudged += x / n / (y / m) < 0.8 ? 1 : 0;
          flagged += 5 * x * m < 4 * y * n ? 1 : 0;
        }
    expect(flagged).toBe(0);
    expect([misjudged, exact]).toEqual([1029, 3123]);
  });
});

// pymetrics/audit-ai: README.md, auditai/tests/test_stats.py; its stratified example is in numeric/mantel-haenszel.test.ts
describe('audit-ai\u2019s numbers', () => {
  it('have the ratio of lowest to highest pass rate, and z', () => {
    const counts = [250, 270, 240, 260].map((favourable) => ({ ...labelled(0, 0, 0, 0), n: 1000, favourable }));
    const worst = measuresOf('all-counts').find(({ name }) => name === 'worstImpactRatio')!;
    expect(worst.measure(counts).value!.toFixed(3)).toBe('0.889');
    expect(pooledZ({ x: 10, n: 20 }, { x: 20, n: 20 }).z).toBeCloseTo(-3.651483716701107, 14);
  });
});

// holistic-ai/holisticai 96b084f, src/holisticai/bias/metrics/_classification.py, docstrings
describe('holisticai\u2019s docstrings', () => {
  it('have these two statistics of 3/4 against 2/6', () => {
    expect(pooledZ({ x: 3, n: 4 }, { x: 2, n: 6 }).z).toBeCloseTo(1.290994449, 9);
    const { ratio } = pairOf(3, 4, 2, 6);
    expect(Math.log(ratio.value!) / Math.sqrt(((1 - 0.5) / 0.5) * (1 / 4 + 1 / 6))).toBeCloseTo(1.256287689, 9);
  });

  it('are not followed where the area between two ROC curves is the difference of the areas', () => {
    const of = (positives: number[], negatives: number[]) => ({
      scores: Float64Array.from([1, 2, 3, 4]),
      ...{ positives: Float64Array.from(positives), negatives: Float64Array.from(negatives) },
      unlabelled: new Float64Array(4),
    });
    const [one, two] = [of([1, 0, 0, 1], [0, 1, 1, 0]), of([0, 1, 1, 0], [1, 0, 0, 1])];
    const areas = [one, two].map(
      (scores) =>
        measuresOf('group-scores')
          .find(({ name }) => name === 'auc')!
          .measure(scores).value!,
    );
    expect(areas).toEqual([0.5, 0.5]);
    expect(abroca.measure(one, two, one).value).toBe(0.5);
  });
});

describe('the specified edges', () => {
  it('of four true negatives: what rests on nothing is null with its reason', () => {
    const counts = labelled(0, 0, 0, 4);
    const names = ['truePositiveRate', 'falseNegativeRate', 'positivePredictiveValue', 'falseDiscoveryRate'];
    expect(names.map((name) => rate(name, counts))).toEqual([null, null, null, null]);
    const others = [
      'falsePositiveRate',
      'trueNegativeRate',
      'negativePredictiveValue',
      'accuracy',
      'adverseDecisionRate',
    ];
    expect(others.map((name) => rate(name, counts))).toEqual([0, 1, 1, 1, 0]);
    expect(rates.get('truePositiveRate')!.meta.undefinedWhen).toBe('no_positive_labels');
    expect(rates.get('positivePredictiveValue')!.meta.undefinedWhen).toBe('no_predicted_positives');
  });

  it('of ratios: 0/0 is null and x/0 infinite, each with its reason', () => {
    expect(ratioOf(0, 0)).toEqual({ value: null, reason: 'both_rates_zero' });
    expect(ratioOf(0.1, 0)).toEqual({ value: Number.POSITIVE_INFINITY, reason: 'reference_rate_zero' });
  });

  it('of intervals and tests: these numbers', () => {
    const zero = [
      { x: 0, n: 10 },
      { x: 5, n: 20 },
    ] as const;
    const numbers: [number, number][] = [
      [katz(...zero, z).low, 0.01053646604627173],
      [katz(...zero, z).high, 2.858728272773937],
      [fisherExact(...zero), 0.14003620900172625],
      [wilson({ x: 0, n: 10 }, z).high, 0.2775327998628892],
      [wilson({ x: 10, n: 10 }, z).low, 0.7224672001371107],
      [newcombe({ x: 12, n: 40 }, { x: 48, n: 80 }, z).low, -0.45587630400722146],
      [newcombe({ x: 12, n: 40 }, { x: 48, n: 80 }, z).high, -0.11076804770824972],
    ];
    for (const [found, number] of numbers) expect(found / number).toBeCloseTo(1, 9);
    const pair = pairOf(12, 40, 48, 80);
    expect(pair).toMatchObject({ ratio: { value: 0.5 }, difference: { value: -0.3 }, test: 'two-proportion z' });
    expect(pair.ratio.low).toBeCloseTo(0.3014329410455969, 12);
    expect(pair.ratio.high).toBeCloseTo(0.8293718633829844, 12);
    expect(pair.p).toBeCloseTo(0.0019457736937391545, 12);
    expect(pair.yatesP).toBeCloseTo(0.003675612117741226, 12);
    expect(fisherExact({ x: 12, n: 40 }, { x: 48, n: 80 })).toBeCloseTo(0.003409221767849183, 12);
    expect(pooledZ({ x: 12, n: 40 }, { x: 48, n: 80 }).z).toBeCloseTo(-3.098386676965933, 12);
    const [one, two] = [wilson({ x: 12, n: 40 }, z), wilson({ x: 48, n: 80 }, z)];
    [one.low, one.high, two.low, two.high].forEach((end, index) => {
      expect(end).toBeCloseTo(
        [0.18074845229746528, 0.45430018818144935, 0.4904546500516039, 0.7003817240412905][index]!,
        12,
      );
    });
  });
});
