import { describe, expect, it } from 'vitest';
import { readInstant } from '../../src/lineage/instant.ts';

describe('readInstant', () => {
  it.each([
    ['2025-04-14T13:34:00Z', '2025-04-14T13:34:00.000Z', true],
    ['2025-04-14T13:34:00.123456789+02:00', '2025-04-14T11:34:00.123Z', true],
    ['2025-04-14 13:34', '2025-04-14T13:34:00.000Z', false],
    ['2025-04-14T13:34:00-0530', '2025-04-14T19:04:00.000Z', true],
    ['2025-04-14T13:34:00+00:00[UTC]', '2025-04-14T13:34:00.000Z', true],
    ['2025-04-14', '2025-04-14T00:00:00.000Z', false],
    ['2025-04-14T13:34:00.5', '2025-04-14T13:34:00.500Z', false],
  ])('reads %s', (text, at, zoned) => {
    expect(readInstant(text)).toEqual({ at, zoned });
  });

  it.each(['', 'yesterday', '2025-02-30T00:00:00Z', '2025-13-01', '2025-01-01T25:00:00Z', '1736758800'])(
    'does not take "%s" for a time',
    (text) => {
      expect(readInstant(text)).toBeNull();
    },
  );
});
