import { describe, expect, it } from 'vitest';
import { areaBetween, rocCurve } from '../../src/bias/roc-curve.ts';

describe('areaBetween', () => {
  it('is the area of two triangles where curves cross', () => {
    const one = { fpr: [0, 0, 1, 1], tpr: [0, 0.5, 0.5, 1] };
    const two = { fpr: [0, 1], tpr: [0, 1] };
    expect(areaBetween(one, two)).toBeCloseTo(0.25, 14);
  });

  it('is 0 for a curve and itself, and the whole square between the best and the worst', () => {
    const [best, worst] = [
      { fpr: [0, 0, 1], tpr: [0, 1, 1] },
      { fpr: [0, 1, 1], tpr: [0, 0, 1] },
    ];
    expect([areaBetween(best, best), areaBetween(best, worst)]).toEqual([0, 1]);
  });
});

describe('rocCurve', () => {
  it('runs from 0 to 1 by falling score, and is null with one class', () => {
    const scores = Float64Array.from([1, 2]);
    const [one, none] = [Float64Array.from([1, 3]), new Float64Array(2)];
    expect(rocCurve({ scores, positives: one, negatives: Float64Array.from([2, 2]), unlabelled: none })).toEqual({
      fpr: Float64Array.from([0, 0.5, 1]),
      tpr: Float64Array.from([0, 0.75, 1]),
    });
    expect(rocCurve({ scores, positives: one, negatives: none, unlabelled: none })).toBeNull();
  });
});
