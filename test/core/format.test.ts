import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellText,
  compact,
  count,
  decimal,
  digitsApart,
  fraction,
  hashGroups,
  interval,
  percentage,
  points,
  pValue,
  readable,
  roundDecimals,
  signed,
  utcTime,
} from '../../src/core/format.ts';

const THIN = '\u202f';
const seed = 20250414;

describe('numbers', () => {
  it('prints probabilities with four digits', () => {
    expect(decimal(0.65123456)).toBe('0.6512');
    expect(decimal(0.2)).toBe('0.2000');
    expect(decimal(-1.98768)).toBe('−1.9877');
  });

  it('prints a threshold in whole numbers, and says where there is none', () => {
    expect(fraction({ numerator: 4, denominator: 5 })).toBe('4/5');
    expect(fraction(null)).toBe('none set');
  });

  it('prints no number as not estimable, and never as 0', () => {
    for (const write of [decimal, signed, percentage, points, count, compact]) {
      expect(write(null)).toBe('not estimable');
      expect(write(Number.NaN)).toBe('not estimable');
      expect(write(Number.POSITIVE_INFINITY)).toBe('not estimable');
    }
    expect(pValue(null)).toBe('p not estimable');
    expect(interval(null, 0.5, decimal)).toBe('not estimable');
  });

  it('gives contributions their sign, and 0 none', () => {
    expect([0.12344, -0.0456, 0, -0, 0.00001, -0.00001].map((value) => signed(value))).toEqual([
      ...['+0.1234', '−0.0456', '0.0000', '0.0000', '0.0000', '0.0000'],
    ]);
  });

  it('prints shares as percentages and differences as points', () => {
    expect(percentage(0.7121)).toBe('71.2%');
    expect(percentage(0.95, 0)).toBe('95%');
    expect(points(-0.195)).toBe('−19.5 points');
    expect(interval(0.661, 0.758, percentage)).toBe('66.1% to 75.8%');
  });

  it('prints p-values as far as they can be known', () => {
    expect([0.0012, 3.21e-8, 1e-300, 0, 1, 0.99999, 0.05].map(pValue)).toEqual([
      ...['p = 0.0012', 'p = 3.2e-8', 'p < 1e-12', 'p < 1e-12', 'p = 1.0000', 'p > 0.9999', 'p = 0.0500'],
    ]);
  });

  it('puts thin spaces between thousands', () => {
    expect([0, 999, 2380, 1234567, -4000].map(count)).toEqual([
      ...['0', '999', `2${THIN}380`, `1${THIN}234${THIN}567`, `−4${THIN}000`],
    ]);
  });

  it('prints any size with at most six significant digits', () => {
    expect([1e-5, 2.9802366e-8, 0.3240000009536743, 120.5, 0, 1183, -0.25].map(compact)).toEqual([
      ...['1e-5', '2.98e-8', '0.324', '120.5', '0', '1183', '−0.25'],
    ]);
  });

  it('never prints two different numbers alike when asked for digits apart', () => {
    expect(digitsApart(0.2022, 0.2)).toBe(4);
    expect(digitsApart(0.19999, 0.2)).toBe(5);
    expect(digitsApart(0.2, 0.2)).toBe(4);
    const score = fc.integer({ min: 0, max: 1e9 }).map((whole) => whole / 1e9);
    fc.assert(
      fc.property(score, score, (a, b) => {
        const digits = digitsApart(a, b);
        expect(a !== b && decimal(a, digits) === decimal(b, digits)).toBe(false);
      }),
      { seed },
    );
  });

  it('cuts fractions inside a text, and leaves versions and ids alone', () => {
    expect(roundDecimals('3.0000001192')).toBe('3');
    expect(roundDecimals('max = 0.3240000009536743, min = 0.125')).toBe('max = 0.324, min = 0.125');
    expect(roundDecimals('onnx 1.30.0 and 1234567890')).toBe('onnx 1.30.0 and 1234567890');
    expect(roundDecimals('BM-1.23456789x')).toBe('BM-1.23456789x');
  });

  it('prints a cell as it was recorded, or says that it was not', () => {
    expect([null, 0.8, 3, 'x', true, Number.NaN].map((cell) => cellText(cell, 'missing'))).toEqual([
      ...['missing', '0.8', '3', 'x', 'true', 'missing'],
    ]);
  });
});

describe('times and digests', () => {
  it('prints times in UTC in one way', () => {
    expect(utcTime('2025-04-14T09:30:00.000Z')).toBe('14 Apr 2025, 09:30 UTC');
    expect(utcTime('2025-04-04T09:30:15Z')).toBe('4 Apr 2025, 09:30:15 UTC');
    expect(utcTime('2025-04-14 09:30:00+00')).toBe('14 Apr 2025, 09:30 UTC');
    expect(utcTime('1978-09-25')).toBe('25 Sep 1978');
  });

  it('puts the times and numbers of a recorded sentence in order', () => {
    expect(readable('up to 2025-05-30T22:00:00.000Z, cut-off 0.200000001; run 0196d5f0')).toBe(
      'up to 30 May 2025, 22:00 UTC, cut-off 0.2; run 0196d5f0',
    );
  });

  it('leaves what is no time in UTC as it stands', () => {
    for (const text of ['', 'yesterday', '2025-13-01', '2025-04-14T09:30:00+02:00', 'x2025-04-14']) {
      expect(utcTime(text)).toBe(text);
    }
  });

  it('groups digests by eight without losing a digit', () => {
    expect(hashGroups('0123456789abcdef01')).toBe('01234567 89abcdef 01');
    expect(hashGroups('')).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), maxLength: 64 }), (hex) => {
        expect(hashGroups(hex).replaceAll(' ', '')).toBe(hex);
      }),
      { seed },
    );
  });
});
