import { describe, expect, it } from 'vitest';
import { recordedTime } from '../../src/quality/recorded-time.ts';

describe('recordedTime', () => {
  it.each([
    ['2025-03-01T08:00:00Z', '2025-03-01T08:00:00.000Z'],
    ['2025-03-01T08:00:00.123456789Z', '2025-03-01T08:00:00.123Z'],
    ['2025-03-01T01:00:00+02:00', '2025-02-28T23:00:00.000Z'],
    ['2025-03-01T08:00:00-0530', '2025-03-01T13:30:00.000Z'],
    ['2025-03-01T08:00:00+02', '2025-03-01T06:00:00.000Z'],
    ['2025-03-01 08:00', '2025-03-01T08:00:00.000Z'],
    ['2025-03-01', '2025-03-01T00:00:00.000Z'],
    ['2025-02-30T08:00:00Z', null],
    ['2025-03-01T25:00:00Z', null],
    ['1 March 2025', null],
    ['', null],
  ])('reads %j as %j', (text, expected) => {
    expect(recordedTime(text)).toBe(expected);
  });
});
