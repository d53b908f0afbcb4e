import { describe, expect, it } from 'vitest';
import { principalReasons } from '../../src/attribution/reasons.ts';

function reasons(
  values: number[],
  more: {
    adverseIsHigh?: boolean;
    error?: number;
    backgroundError?: number;
    prohibited?: number;
    missing?: number;
    unworded?: number;
    changeWhenMoved?: (feature: string) => number;
  } = {},
) {
  const { adverseIsHigh = true, error = 0, backgroundError = null, changeWhenMoved } = more;
  return principalReasons({
    adverseIsHigh,
    ...(changeWhenMoved && { changeWhenMoved }),
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
});
