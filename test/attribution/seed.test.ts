import { describe, expect, it } from 'vitest';
import { deriveSeed } from '../../src/attribution/seed.ts';

describe('deriveSeed', () => {
  it('depends on model, background, configuration and every bit of the instance', () => {
    const seeds = [
      deriveSeed('m', 'b', Float64Array.of(1, 2)),
      deriveSeed('n', 'b', Float64Array.of(1, 2)),
      deriveSeed('m', 'c', Float64Array.of(1, 2)),
      deriveSeed('m', 'b', Float64Array.of(1, 2.0000002)),
      deriveSeed('m', 'b', Float64Array.of(1, 2, 0)),
      deriveSeed('m', 'b', Float64Array.of(1, 2), 'budget 2'),
      deriveSeed('m', 'b', Float64Array.of(1, 2), 'budget 3'),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seeds[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(deriveSeed('m', 'b', Float64Array.of(1, 2))).toBe(seeds[0]);
  });
});
