import { describe, expect, it } from 'vitest';
import { positivePredictiveValue } from '../../src/bias/metrics/positive-predictive-value.ts';

describe('defineGroupMetric', () => {
  it('names the metric in the records after its id', () => {
    expect(positivePredictiveValue.meta.id).toBe('positive-predictive-value');
    expect(positivePredictiveValue.name).toBe('positivePredictiveValue');
  });
});
