import { describe, expect, it } from 'vitest';
import { createdAt } from '../../src/render/open-kit.ts';

describe('createdAt', () => {
  it.each([
    ['2025-04-14T09:30:00Z', '2025-04-14T09:30:00.000Z'],
    ['2025-04-14T09:30:00+02:00', '2025-04-14T07:30:00.000Z'],
    ['2025-04-14T09:30:00', '2025-04-14T09:30:00.000Z'],
    ['2025-04-14', '2025-04-14T00:00:00.000Z'],
  ])('reads %s as %s, in any zone of the host', (text, expected) => {
    expect(createdAt({ createdAt: text }).toISOString()).toBe(expected);
  });

  it.each(['', 'yesterday', '14 Apr 2025', '2025-13-40T00:00:00Z'])('refuses "%s"', (text) => {
    expect(() => createdAt({ createdAt: text })).toThrow(expect.objectContaining({ code: 'output/date-invalid' }));
  });
});
