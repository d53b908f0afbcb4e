import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type PeriodLength, periodsOf } from '../../src/core/periods.ts';

it('cuts the outer periods to the slice', () => {
  const slice = { from: '2025-02-15T00:00:00.000Z', to: '2025-04-02T10:00:00.000Z', until: '2025-04-10T00:00:00.000Z' };
  expect(periodsOf('month', slice)).toEqual([
    { label: '2025-02', since: '2025-02-15T00:00:00.000Z', until: '2025-03-01T00:00:00.000Z' },
    { label: '2025-03', since: '2025-03-01T00:00:00.000Z', until: '2025-04-01T00:00:00.000Z' },
    { label: '2025-04', since: '2025-04-01T00:00:00.000Z', until: '2025-04-10T00:00:00.000Z' },
  ]);
  expect(periodsOf('quarter', slice).map(({ label }) => label)).toEqual(['2025-Q1', '2025-Q2']);
  expect(periodsOf('year', slice).map(({ label }) => label)).toEqual(['2025']);
});

it('covers every moment from the first to the last once', () => {
  const moment = fc.date({ min: new Date('1995-01-01'), max: new Date('2005-01-01'), noInvalidDate: true });
  const lengths = fc.constantFrom<PeriodLength>('month', 'quarter', 'year');
  fc.assert(
    fc.property(moment, moment, lengths, (one, other, by) => {
      const [from = '', to = ''] = [one, other].map((date) => date.toISOString()).sort();
      const periods = periodsOf(by, { from, to });
      expect(periods[0]?.since).toBe(from);
      expect(periods.slice(1).map(({ since }) => since)).toEqual(periods.slice(0, -1).map(({ until }) => until));
      const last = periods.at(-1)!;
      expect(last.since <= to && to < last.until).toBe(true);
    }),
    { seed: 7 },
  );
});

it('refuses a series that no chart could show', () => {
  expect(() => periodsOf('month', { from: '1970-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' })).toThrow(RangeError);
});
