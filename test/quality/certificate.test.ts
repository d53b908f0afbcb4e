import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckOutcome, QualityCheck } from '../../src/core/evidence.ts';
import { rollUp } from '../../src/quality/certificate.ts';

const outcomes: CheckOutcome[] = ['pass', 'warn', 'fail', 'error', 'skipped', 'info', 'unknown'];
const checks = (...list: CheckOutcome[]): QualityCheck[] =>
  list.map((outcome) => ({ name: 'c', column: null, outcome, observed: null, expected: null }));

describe('rollUp', () => {
  it.each<[string, CheckOutcome[]]>([
    ['none', []],
    ['none', ['skipped', 'info', 'unknown']],
    ['pass', ['pass', 'skipped']],
    ['warn', ['pass', 'warn']],
    ['error', ['pass', 'warn', 'error']],
    ['error', ['error']],
    ['fail', ['pass', 'warn', 'error', 'fail']],
  ])('is %s for %j', (verdict, list) => {
    expect(rollUp(checks(...list)).verdict).toBe(verdict);
  });

  it('counts an error apart from a failure', () => {
    expect(rollUp(checks('error', 'fail', 'error', 'pass')).counts).toEqual({
      ...{ pass: 1, warn: 0, fail: 1, error: 2, skipped: 0, info: 0, unknown: 0 },
    });
  });

  it('counts every check once, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...outcomes)), (list) => {
        const forward = rollUp(checks(...list));
        expect(Object.values(forward.counts).reduce((sum, n) => sum + n, 0)).toBe(list.length);
        expect(rollUp(checks(...list.toReversed()))).toEqual(forward);
      }),
      { seed: 1 },
    );
  });
});
