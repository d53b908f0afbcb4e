import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type PeriodLength, periodsOf } from '../../src/core/periods.ts';

const decisions = { from: '2025-02-15T09:00:00.000Z', to: '2025-04-02T10:00:00.000123Z' };

it('gives whole calendar periods where nothing else was asked for', () => {
  expect(periodsOf('month', decisions)).toEqual([
    { label: '2025-02', since: '2025-02-01T00:00:00.000Z', until: '2025-03-01T00:00:00.000Z' },
    { label: '2025-03', since: '2025-03-01T00:00:00.000Z', until: '2025-04-01T00:00:00.000Z' },
    { label: '2025-04', since: '2025-04-01T00:00:00.000Z', until: '2025-05-01T00:00:00.000Z' },
  ]);
});

it('cuts the outer periods to the slice that was asked for', () => {
  const slice = { ...decisions, since: '2025-02-10T00:00:00.000Z', until: '2025-04-10T00:00:00.000Z' };
  expect(periodsOf('quarter', slice)).toEqual([
    { label: '2025-Q1', since: '2025-02-10T00:00:00.000Z', until: '2025-04-01T00:00:00.000Z' },
    { label: '2025-Q2', since: '2025-04-01T00:00:00.000Z', until: '2025-04-10T00:00:00.000Z' },
  ]);
  expect(periodsOf('year', slice)).toEqual([{ label: '2025', since: slice.since, until: slice.until }]);
});

it('covers every moment from the first to the last once', () => {
  const moment = fc.date({ min: new Date('1995-01-01'), max: new Date('2005-01-01'), noInvalidDate: true });
  const lengths = fc.constantFrom<PeriodLength>('month', 'quarter', 'year');
  fc.assert(
    fc.property(moment, moment, lengths, (one, other, by) => {
      const [from = '', to = ''] = [one, other].map((date) => date.toISOString()).sort();
      const periods = periodsOf(by, { from, to })!;
      expect(periods[0]!.since <= from && from < periods[0]!.until).toBe(true);
      expect(periods.slice(1).map(({ since }) => since)).toEqual(periods.slice(0, -1).map(({ until }) => until));
      const last = periods.at(-1)!;
      expect(last.since <= to && to < last.until).toBe(true);
    }),
    { seed: 7 },
  );
});

it('begins with the first decision, however early the slice was asked to begin', () => {
  const early = { ...decisions, since: '1900-01-01T00:00:00.000Z' };
  expect(periodsOf('month', early)?.map(({ label }) => label)).toEqual(['2025-02', '2025-03', '2025-04']);
});

it.each([
  ['more months than a chart could show', '1970-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
  ['a time that is none', 'yesterday', '2025-01-01T00:00:00Z'],
  ['the years of two digits, which Date takes for others', '0050-01-01T00:00:00Z', '0050-02-01T00:00:00Z'],
  ['the end of all years', '9999-12-01T00:00:00Z', '9999-12-31T00:00:00Z'],
])('gives none for %s', (_, from, to) => {
  expect(periodsOf('month', { from, to })).toBeNull();
});
