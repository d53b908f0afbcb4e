import { describe, expect, it } from 'vitest';
import { logistic, logit } from '../../src/numeric/logistic.ts';

describe('logistic and logit', () => {
  it('undo each other, far out too', () => {
    for (const x of [-700, -30, -1, 0, 0.5, 20]) expect(logit(logistic(x))).toBeCloseTo(x, x > 10 ? 5 : 9);
    expect([logit(0), logit(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});
