import { describe, expect, it } from 'vitest';
import { readTime } from '../../src/lineage/read-time.ts';

describe('readTime', () => {
  it('reads texts, seconds and milliseconds', () => {
    const at = '2024-01-01T00:00:00.000Z';
    for (const value of ['2024-01-01', 1704067200, 1704067200.0, 1704067200000, '1704067200000'])
      expect(readTime(value)?.at).toBe(at);
  });

  it('takes 0 for no time, and nothing else for one', () => {
    for (const value of [0, -1, Number.NaN, 1e20, 'soon', '2024', null, undefined, {}, true])
      expect(readTime(value)).toBeNull();
  });
});
