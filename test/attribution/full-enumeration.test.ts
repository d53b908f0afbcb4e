import { describe, expect, it } from 'vitest';
import { coalitionWeights, shapleyValues } from '../../src/attribution/full-enumeration.ts';
import { logit } from '../../src/numeric/logistic.ts';
import { iris, irisBackground, irisX } from '../_support/explain-function.ts';

describe('shapleyValues', () => {
  it('is empty without players, and all of the difference for one', () => {
    expect([...shapleyValues(Float64Array.of(3), 0)]).toEqual([]);
    expect([...shapleyValues(Float64Array.of(3, 5), 1)]).toEqual([2]);
  });

  it('gives the one right glove two thirds among two left ones', () => {
    // Players 0 and 1 hold left gloves, player 2 the right one; a pair is worth 1. The known answer is 1/6, 1/6, 2/3.
    const worth = Float64Array.from({ length: 8 }, (_, bits) => ((bits & 4) !== 0 && (bits & 3) !== 0 ? 1 : 0));
    const values = [...shapleyValues(worth, 3)];
    for (const [i, value] of [1 / 6, 1 / 6, 2 / 3].entries()) expect(values[i]).toBeCloseTo(value, 14);
  });

  it('on the logit of the mean gives other values than on the margin', () => {
    const mean = (bits: number): number =>
      irisBackground.reduce((sum, row) => sum + iris(row.map((value, i) => ((bits >> i) & 1 ? irisX[i]! : value))), 0) /
      irisBackground.length;
    const worth = Float64Array.from({ length: 16 }, (_, bits) => logit(mean(bits)));
    expect(worth[0]).toBeCloseTo(0.202341343217, 10);
    const expected = [0.218857693247, 0.258139737614, -0.108878613817, 3.809449839739];
    for (const [i, value] of shapleyValues(worth, 4).entries()) expect(value).toBeCloseTo(expected[i]!, 10);
  });
});

describe('coalitionWeights', () => {
  it('adds up to 1 over the coalitions that a player may join', () => {
    for (let m = 1; m <= 12; m += 1) {
      const joinable = coalitionWeights(m).filter((_, bits) => (bits & 1) === 0);
      expect(joinable.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });
});
