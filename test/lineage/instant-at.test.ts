import { expect, it } from 'vitest';
import { instantAt } from '../../src/lineage/instant-at.ts';

it.each([
  [1735725600000, '2025-01-01T10:00:00.000Z'],
  ['1735725600123', '2025-01-01T10:00:00.123Z'],
  ['2025-01-01T11:00:00+01:00', '2025-01-01T10:00:00.000Z'],
  [0, null],
  [-5, null],
  [9e15, null],
  [1e300, null],
  ['soon', null],
  [null, null],
  [{}, null],
])('%s is the time %s', (time, expected) => {
  expect(instantAt({ time }, 'time')).toBe(expected);
});
