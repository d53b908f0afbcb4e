import { expect, it } from 'vitest';
import { trendOf } from '../../src/bias/trend-of.ts';
import fixture from '../fixtures/peers/audit-change.json' with { type: 'json' };
import { selections, tableOf } from './tables.ts';

const periods = [0, 1, 2].map((at) => ({
  ...{ label: `2025-0${at + 1}`, since: `2025-0${at + 1}-01`, until: `2025-0${at + 2}-01` },
  table: tableOf(
    Object.entries(fixture.periods).flatMap(([group, counts]) => selections(group, counts[at]![0]!, counts[at]![1]!)),
  ),
}));
const attributes = [{ name: 'group', column: 'group', label: 'Group', reference: 'a' }];

it('tests each group over the periods as SciPy does, with Holm over the groups', () => {
  const { tests } = trendOf('month', periods, attributes);
  for (const [group, { statistic, p, degreesOfFreedom, pHolm }] of Object.entries(fixture.tests)) {
    const found = tests.find((each) => each.group === group)!;
    expect(found.test).toMatchObject({ degreesOfFreedom });
    expect(found.test!.statistic).toBeCloseTo(statistic, 9);
    expect(found.test!.p / p).toBeCloseTo(1, 9);
    expect(found.pHolm! / pHolm).toBeCloseTo(1, 9);
  }
});

it('gives rates, ratios and sizes of each period, the reference without a ratio', () => {
  const [first] = trendOf('month', periods, attributes).points;
  expect(first).toMatchObject({ label: '2025-01', rowsRead: 160, used: 160 });
  const [reference, other] = first!.attributes[0]!.groups;
  expect(reference).toMatchObject({ group: 'a', n: 100, favourable: 90, ratio: null });
  expect(reference!.rate.low).toBeCloseTo(fixture.wilson.low, 12);
  expect(reference!.rate.high).toBeCloseTo(fixture.wilson.high, 12);
  expect(other!.ratio!.value).toBeCloseTo(40 / 60 / 0.9, 12);
});

it('keeps a period without a row, and a group that comes later', () => {
  const empty = { label: 'x', since: 's', until: 'u', table: tableOf([]) };
  const late = { ...empty, table: tableOf(selections('b', 1, 2)) };
  const { points, tests } = trendOf('year', [empty, late], attributes);
  expect(points[0]?.attributes[0]?.groups).toMatchObject([
    { group: 'a', n: 0, rate: { value: null, reason: 'no_rows' } },
  ]);
  expect(points[1]?.attributes[0]?.groups[1]).toMatchObject({ n: 2, ratio: { reason: 'reference_no_rows' } });
  expect(tests).toEqual([
    { attribute: 'group', group: 'a', test: null, pHolm: null },
    { attribute: 'group', group: 'b', test: null, pHolm: null },
  ]);
});
