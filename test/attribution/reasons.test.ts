import { describe, expect, it } from 'vitest';
import type { RankCertainty } from '../../src/attribution/rank-certainty.ts';
import { principalReasons, type Reasoning } from '../../src/attribution/reasons.ts';

interface More {
  adverseIsHigh?: boolean;
  error?: number;
  backgroundError?: number;
  prohibited?: number;
  missing?: number;
  unworded?: number;
  changeWhenMoved?: (feature: string) => number;
  certainty?: RankCertainty;
}

const reasons = (values: number[], more: More = {}): Reasoning['reasons'] => reasoning(values, more).reasons;

function reasoning(values: number[], more: More = {}): Reasoning {
  const { adverseIsHigh = true, error = 0, backgroundError = null, changeWhenMoved } = more;
  return principalReasons({
    adverseIsHigh,
    ...(changeWhenMoved && { changeWhenMoved }),
    ...(more.certainty && { certainty: more.certainty }),
    attributions: values.map((attribution) => ({
      attribution,
      standardError: error,
      backgroundStandardError: backgroundError,
    })),
    features: values.map((_, index) => ({
      name: `f${index}`,
      label: `Feature ${index}`,
      columns: [`c${index}`],
      value: more.missing === index ? 'missing' : '1',
      sources: [{ dataset: 'raw', column: `c${index}`, transformation: 'IDENTITY', masked: false }],
      declaration: {
        ...{
          name: `f${index}`,
          label: `Feature ${index}`,
          columns: [`c${index}`],
          prohibitedBasis: more.prohibited === index,
        },
        reason: more.unworded === index ? undefined : { code: `R${index}`, text: `Text ${index}` },
      },
    })),
  });
}

describe('principalReasons', () => {
  it('ranks what moved the score towards the decision, at most four', () => {
    expect(reasons([0.1, 0.3, -0.5, 0.2, 0.05, 0.04]).map(({ feature }) => feature)).toEqual(['f1', 'f3', 'f0', 'f4']);
  });

  it('turns round when low scores are adverse', () => {
    expect(reasons([0.1, -0.3, -0.2], { adverseIsHigh: false }).map(({ code }) => code)).toEqual(['R1', 'R2']);
  });

  it('is never padded: a feature below one hundredth of the whole, or within two standard errors of 0, is no reason', () => {
    expect(reasons([0.5, 0.004])).toHaveLength(1);
    expect(reasons([0.5, 0.1], { error: 0.06 })).toHaveLength(1);
    expect(reasons([-0.5, -0.1])).toEqual([]);
  });

  it('counts the error of the background as well as that of sampling', () => {
    expect(reasons([0.5, 0.1], { backgroundError: 0.06 })).toHaveLength(1);
    expect(reasons([0.5, 0.1], { error: 0.04, backgroundError: 0.04 })).toHaveLength(1);
    expect(reasons([0.5, 0.1], { error: 0.03, backgroundError: 0.03 })).toHaveLength(2);
  });

  it('flags a feature that, moved alone, does not relieve the score', () => {
    const changeWhenMoved = (feature: string): number => (feature === 'f0' ? -0.2 : 0.1);
    const conflicts = (adverseIsHigh: boolean, values: number[]): boolean[] =>
      reasons(values, { adverseIsHigh, changeWhenMoved }).map(({ flags }) => flags.some((flag) => /alone/.test(flag)));
    expect(conflicts(true, [0.5, 0.4])).toEqual([false, true]);
    expect(conflicts(false, [-0.5, -0.4])).toEqual([true, false]);
  });

  it('says when the order of two is within their error', () => {
    expect(reasons([0.5, 0.49, 0.1], { error: 0.01 }).map(({ tied }) => tied)).toEqual([true, false, false]);
  });

  it('keeps a reason that rests on a prohibited basis, and flags it', () => {
    expect(reasons([0.5, 0.4], { prohibited: 0 })[0]).toMatchObject({
      feature: 'f0',
      flags: [expect.stringContaining('prohibited')],
    });
  });

  it('flags a missing value and a missing wording', () => {
    expect(reasons([0.5], { missing: 0 })[0]?.flags).toEqual(['the value was missing']);
    expect(reasons([0.5], { unworded: 0 })[0]).toMatchObject({
      code: null,
      text: 'Feature 0',
      flags: ['no approved wording in case.yaml'],
    });
  });

  it('lists what cannot be told from the fourth, and nothing beyond that', () => {
    const values = [0.5, 0.4, 0.3, 0.1, 0.095, 0.093, 0.05];
    const found = reasons(values, { error: 0.004 });
    expect(found.map(({ feature, rank }) => [feature, rank])).toEqual(
      [0, 1, 2, 3, 4, 5].map((index) => [`f${index}`, index + 1]),
    );
    expect(found.map(({ tied }) => tied)).toEqual([false, false, false, true, true, false]);
    expect(reasons(values, { error: 0.001 })).toHaveLength(4);
  });

  it('puts equal contributions in the order of the case', () => {
    expect(reasons([0.2, 0.3, 0.2, 0.3, 0.1]).map(({ feature }) => feature)).toEqual(['f1', 'f3', 'f0', 'f2']);
  });

  it('asks the joint certainty which places are tied, where it is known', () => {
    const certainty: RankCertainty = {
      areTied: (one, other) => one + other === 3,
      topFour: Float64Array.of(1, 0.75, 0.5, 0),
    };
    const found = reasons([0.5, 0.4, 0.3, -1], { error: 0.2, certainty });
    expect(found.map(({ tied, topFourProbability }) => [tied, topFourProbability])).toEqual([
      [false, 1],
      [false, 0.75],
    ]);
    expect(reasons([0.5, 0.4, 0.3, -1], { certainty }).map(({ tied }) => tied)).toEqual([false, true, false]);
  });

  it('says why there is none', () => {
    expect(reasoning([-0.5, 0]).noReasonBecause).toContain('no feature moved the score towards the decision');
    expect(reasoning([0.1, -0.2], { error: 0.06 })).toEqual({
      reasons: [],
      noReasonBecause: 'no contribution towards the decision can be told from 0 within its standard error',
    });
    expect(reasoning([0.1]).noReasonBecause).toBeNull();
  });
});
