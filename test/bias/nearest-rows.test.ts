import { describe, expect, it } from 'vitest';
import { consistency } from '../../src/bias/metrics/consistency.ts';
import { consistencyOf } from '../../src/bias/nearest-rows.ts';

describe('consistencyOf', () => {
  const line = (favourable: number[]) => ({
    features: Float64Array.from(favourable, (_, at) => at),
    ...{ columns: 1, favourable: Uint8Array.from(favourable) },
  });

  it('is 1 when neighbours are treated alike, and leaves out the row itself', () => {
    expect(consistencyOf(line([1, 1, 1, 1]), 1)).toBe(1);
    expect(consistencyOf(line([1, 0, 1, 0]), 1)).toBe(0);
    expect(consistencyOf(line([1, 1, 0, 0]), 1)).toBe(0.75);
  });

  it('has no value with fewer rows than neighbours', () => {
    expect(consistency.measure(line([1, 0, 1]))).toEqual({ value: null, reason: 'too_few_neighbours' });
    expect(consistency.measure(line([1, 1, 1, 1, 1, 1])).value).toBe(1);
  });
});
