import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditBias } from '../../src/bias/audit-bias.ts';
import type { ContingencyCell } from '../../src/core/cells.ts';
import type { AttributeAudit, BiasAudit, Disparity, GroupOutcome } from '../../src/core/findings.ts';
import { confusion, people, selections, specOf, tableOf } from './tables.ts';

function audited(cells: ContingencyCell[], reference = 'a'): AttributeAudit {
  return auditBias(tableOf(cells), specOf({ group: reference })).attributes[0]!;
}

const groupOf = (audit: AttributeAudit, name: string): GroupOutcome => audit.groups.find((g) => g.group === name)!;
const disparityOf = (audit: AttributeAudit, group: string, metric: string): Disparity =>
  audit.disparities.find((each) => each.group === group && each.metric === metric)!;

describe('auditBias', () => {
  it('hands on slice, ledger, profile and words, and sums rows used', () => {
    const table = { ...tableOf(selections('a', 3, 9)), rowsRead: 10, exclusions: [{ reason: 'no time', rows: 1 }] };
    expect(auditBias(table, specOf({ group: 'a' }))).toMatchObject({
      slice: { description: 'a test', from: '2025-01-01T00:00:00Z', to: '2025-06-30T00:00:00Z' },
      ...{ rowsRead: 10, used: 9, exclusions: [{ reason: 'no time', rows: 1 }] },
      ...{ favourable: 'approved', positive: 'denied', confidence: 0.95, profile: { id: 'test' } },
    });
  });

  it('counts and shows rows of no known group, and compares them with nobody', () => {
    const audit = audited([...selections('a', 60, 100), ...selections('b', 45, 100), ...selections(null, 5, 10)]);
    expect(audit.groups.map(({ group, unknown, n }) => [group, unknown, n])).toEqual([
      ['a', false, 100],
      ['b', false, 100],
      ['not known', true, 10],
    ]);
    expect(audit.groups[2]?.metrics['selectionRate']?.value).toBe(0.5);
    expect(new Set(audit.disparities.map(({ group }) => group))).toEqual(new Set(['b']));
  });

  it('gives a declared reference without rows a row of its own, and every comparison with it is inconclusive', () => {
    const audit = audited(selections('b', 45, 100));
    expect(audit.groups[0]).toMatchObject({ group: 'a', n: 0, labelled: 0, unknown: false });
    expect(audit.groups[0]?.metrics['selectionRate']).toMatchObject({ value: null, reason: 'the group has no rows' });
    expect(audit.disparities).toHaveLength(4);
    for (const { verdict, because } of audit.disparities) {
      expect([verdict, because]).toEqual(['inconclusive', 'the reference group has no rows']);
    }
  });

  it('comes out when no group is known and when there is no row at all', () => {
    expect(audited(selections(null, 1, 2))).toMatchObject({ groups: [{ n: 0 }, { n: 2 }], disparities: [] });
    expect(audited([])).toMatchObject({ groups: [{ n: 0 }], disparities: [] });
  });

  it('flags a ratio below four fifths that is significant, and does not flag exactly four fifths', () => {
    const audit = audited([
      ...selections('a', 600, 1000),
      ...selections('below', 450, 1000),
      ...selections('exact', 480, 1000),
      ...selections('few', 13, 29),
    ]);
    const verdict = (group: string) => disparityOf(audit, group, 'selectionRate').verdict;
    expect(verdict('below')).toBe('flagged');
    expect(verdict('exact')).toBe('statistical-only');
    expect(verdict('few')).toBe('inconclusive');
  });

  it('adjusts p over the comparisons of one attribute', () => {
    const audit = audited([...selections('a', 60, 100), ...selections('b', 45, 100), ...selections('c', 50, 100)]);
    const [b, c] = ['b', 'c'].map((group) => disparityOf(audit, group, 'selectionRate'));
    expect(b?.pAdjusted).toBeCloseTo(2 * (b?.p ?? 0), 15);
    expect(c?.pAdjusted).toBe(c?.p);
    expect(disparityOf(audit, 'b', 'truePositiveRate')).toMatchObject({ p: null, pAdjusted: null, test: 'none' });
  });

  it('takes each attribute by its name, whatever the order, and widens intervals with the confidence', () => {
    const cells: ContingencyCell[] = [
      { groups: ['a', 'x'], favourable: true, adverseOutcome: null, n: 30 },
      { groups: ['b', 'x'], favourable: false, adverseOutcome: null, n: 70 },
    ];
    const table = tableOf(cells, ['one', 'two']);
    const wide = auditBias(table, specOf({ two: 'x', one: 'a' }, { confidence: 0.99 }));
    expect(wide.attributes.map(({ name, groups }) => [name, groups.map(({ n }) => n)])).toEqual([
      ['two', [100]],
      ['one', [30, 70]],
    ]);
    const usual = auditBias(table, specOf({ two: 'x' }));
    const width = ({ attributes }: BiasAudit): number => {
      const { high, low } = attributes[0]!.groups[0]!.metrics['selectionRate']!;
      return high! - low!;
    };
    expect(width(wide)).toBeGreaterThan(1.2 * width(usual));
  });

  it('does not take an attribute that was not counted, or a confidence of 95', () => {
    const table = tableOf(selections('a', 1, 2));
    const code = (slug: string) => expect.objectContaining({ code: slug });
    expect(() => auditBias(table, specOf({ race: 'a' }))).toThrow(code('analysis/attribute-not-counted'));
    expect(() => auditBias(table, specOf({ group: 'a' }, { confidence: 95 }))).toThrow(
      code('usage/confidence-out-of-range'),
    );
  });

  it('leaves the table as it is', () => {
    const table = tableOf(selections('a', 1, 2).map((cell) => Object.freeze(cell)));
    expect(() => auditBias(Object.freeze(table), specOf({ group: 'a' }))).not.toThrow();
  });
});

describe('auditBias on published data', () => {
  // fairlearn ebf8fa7, docs/user_guide/assessment/perform_fairness_assessment.rst; class 1 is the adverse one here
  const cells = people(
    [...'bbabbcccaacabccbcc'],
    [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1],
    [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0],
  );

  it.each([
    ['a', 4, 0.5, 1, 0.75],
    ['b', 6, 0.6, 0, 0.5],
    ['c', 8, 0.4, 2 / 3, 0.5],
  ])('gives group %s of fairlearn\u2019s guide n = %d, TPR = %d, FPR = %d', (name, n, tpr, fpr, predicted) => {
    const { n: rows, metrics } = groupOf(audited(cells), name);
    expect(rows).toBe(n);
    expect(metrics['truePositiveRate']?.value).toBe(tpr);
    expect(metrics['falsePositiveRate']?.value).toBe(fpr);
    expect(metrics['selectionRate']?.value).toBe(1 - predicted);
  });

  // fairlearn's own answer is TPR = 0 for b, and an equalized odds difference of 1
  it('does not turn a group without adverse outcomes into one that the perfect model fails', () => {
    const truth = [1, 1, 0, 0, 0, 0, 0, 0];
    const audit = audited(people([...'aaaabbbb'], truth, truth));
    expect(groupOf(audit, 'b').metrics['truePositiveRate']).toMatchObject({
      value: null,
      reason: 'no row has a known adverse outcome',
    });
    expect(disparityOf(audit, 'b', 'truePositiveRate').verdict).toBe('inconclusive');
    expect(disparityOf(audit, 'b', 'falsePositiveRate').difference.value).toBe(0);
  });

  // fairlearn before 0.15 and aequitas drop such rows from the groups, and count them in the whole
  it('keeps a row of no known group', () => {
    const audit = audited(people(['a', null, 'b'], [1, 1, 0], [1, 0, 0]));
    expect(audit.groups.reduce((sum, { n }) => sum + n, 0)).toBe(3);
    expect(audit.groups.at(-1)).toMatchObject({ unknown: true, n: 1, counts: { fn: 1 } });
  });
});

interface Fixture {
  cases: {
    name: string;
    attributes: string[];
    rows: number;
    cells: ContingencyCell[];
    audits: {
      name: string;
      reference: string;
      groups: { group: string; metrics: Record<string, Peer & { peerValue?: number | null }> }[];
      disparities: {
        group: string;
        metric: string;
        ratio: Peer | null;
        difference: Peer | null;
        p: number | null;
        pAdjusted: number | null;
        test: string;
      }[];
    }[];
  }[];
}
interface Peer {
  value: number | null;
  low: number | null;
  high: number | null;
}

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/peers/fairness.json', import.meta.url), 'utf8'),
) as Fixture;

/** Null only together; else apart by at most `tolerance` of the peer's size, or of 1 where that is larger. */
function expectNear(found: number | null, peer: number | null, tolerance: number, what: string): void {
  const off = found === null || peer === null ? 0 : Math.abs(found - peer) / Math.max(1, Math.abs(peer));
  expect(found === null, what).toBe(peer === null);
  expect(off, `${what}: ${found}, peer ${peer}`).toBeLessThan(tolerance);
}

function expectSameEstimate(found: Peer, peer: Peer, what: string): void {
  expectNear(found.value, peer.value, 1e-12, `${what} value`);
  expectNear(found.low, peer.low, 1e-9, `${what} low`);
  expectNear(found.high, peer.high, 1e-9, `${what} high`);
}

/** Relative to the size of p, however small it is. */
function expectSameP(found: number | null, peer: number | null, what: string): void {
  const off = found === null || peer === null ? 0 : Math.abs(found / peer - 1);
  expect(found === null, what).toBe(peer === null);
  expect(off, `${what}: ${found}, peer ${peer}`).toBeLessThan((peer ?? 1) < 1e-12 ? 1e-6 : 1e-9);
}

describe.each(fixture.cases)('auditBias on the data set "$name"', ({ attributes, rows, cells, audits }) => {
  const references = Object.fromEntries(audits.map(({ name, reference }) => [name, reference]));
  const audit = auditBias(tableOf(cells, attributes), specOf(references));

  it('counts every row', () => {
    expect(audit.used).toBe(rows);
    for (const { groups } of audit.attributes) expect(groups.reduce((sum, { n }) => sum + n, 0)).toBe(rows);
  });

  it('has the rates of fairlearn and scikit-learn and the Wilson intervals of statsmodels', () => {
    for (const [index, peer] of audits.entries()) {
      const { groups } = audit.attributes[index]!;
      expect(groups.map(({ group }) => group)).toEqual(peer.groups.map(({ group }) => group));
      for (const [at, { group, metrics }] of peer.groups.entries()) {
        expect(Object.keys(groups[at]!.metrics).sort()).toEqual(Object.keys(metrics).sort());
        for (const [metric, each] of Object.entries(metrics)) {
          expectSameEstimate(groups[at]!.metrics[metric]!, each, `${peer.name} ${group} ${metric}`);
        }
      }
    }
  });

  it('has the gaps, intervals, tests and adjusted p-values of SciPy and statsmodels', () => {
    for (const [index, peer] of audits.entries()) {
      const { disparities } = audit.attributes[index]!;
      expect(disparities.map(({ group, metric, test }) => [group, metric, test])).toEqual(
        peer.disparities.map(({ group, metric, test }) => [group, metric, test]),
      );
      const none = { value: null, low: null, high: null };
      for (const [at, each] of peer.disparities.entries()) {
        const what = `${peer.name} ${each.group} ${each.metric}`;
        expectSameEstimate(disparities[at]!.ratio, each.ratio ?? none, `${what} ratio`);
        expectSameEstimate(disparities[at]!.difference, each.difference ?? none, `${what} difference`);
        expectSameP(disparities[at]!.p, each.p, `${what} p`);
        expectSameP(disparities[at]!.pAdjusted, each.pAdjusted, `${what} adjusted p`);
      }
    }
  });
});

describe('the peer fixture', () => {
  const estimates = fixture.cases.flatMap(({ audits }) =>
    audits.flatMap(({ groups }) => groups.flatMap(({ metrics }) => Object.values(metrics))),
  );
  const disparities = fixture.cases.flatMap(({ audits }) => audits.flatMap((each) => each.disparities));

  it('leads into the corners: fairlearn\u2019s 0 for 0/0, both tests, p-values that 1 - CDF would call 0', () => {
    expect(estimates.some(({ value, peerValue }) => value === null && peerValue === 0)).toBe(true);
    expect(new Set(disparities.map(({ test }) => test))).toEqual(new Set(['Fisher exact', 'two-proportion z', 'none']));
    expect(disparities.some(({ p }) => p !== null && p < 1e-100)).toBe(true);
  });
});

describe('the laws of an audit', () => {
  const n = fc.integer({ min: 0, max: 400 });
  const matrix = fc.record({ tp: n, fp: n, fn: n, tn: n, unlabelled: n, selected: n });
  const groups = fc.array(matrix, { minLength: 2, maxLength: 5 });
  type Matrix = typeof matrix extends fc.Arbitrary<infer T> ? T : never;

  function cellsOf(matrices: Matrix[], times = 1): ContingencyCell[] {
    return matrices
      .flatMap((each, index) => {
        const group = String.fromCharCode(97 + index);
        const { selected, unlabelled } = each;
        return [...confusion(group, each), ...selections(group, selected, selected + unlabelled)];
      })
      .map((cell) => ({ ...cell, n: cell.n * times }));
  }

  it('rows of the groups are rows used; the order of cells does not matter; a cell may be split', () => {
    fc.assert(
      fc.property(groups, (matrices) => {
        const cells = cellsOf(matrices);
        const found = audited(cells);
        expect(found.groups.reduce((sum, each) => sum + each.n, 0)).toBe(cells.reduce((sum, each) => sum + each.n, 0));
        expect(audited([...cells].reverse())).toEqual(found);
        const split = cells.flatMap((cell) => {
          const part = Math.floor(cell.n / 3);
          return [
            { ...cell, n: part },
            { ...cell, n: cell.n - part },
          ];
        });
        expect(audited(split)).toEqual(found);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('names of groups do not matter', () => {
    fc.assert(
      fc.property(groups, (matrices) => {
        const renamed = cellsOf(matrices).map((cell) => ({ ...cell, groups: [`x-${cell.groups[0]}`] }));
        const text = JSON.stringify(audited(renamed, 'x-a')).replaceAll('"x-', '"');
        expect(JSON.parse(text)).toEqual(audited(cellsOf(matrices)));
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('ten times the counts leave rates and ratios, narrow intervals and lower p by the z test', () => {
    fc.assert(
      fc.property(groups, (matrices) => {
        const one = audited(cellsOf(matrices));
        const ten = audited(cellsOf(matrices, 10));
        for (const [at, { metrics }] of one.groups.entries()) {
          for (const [metric, { value, low, high }] of Object.entries(metrics)) {
            const more = ten.groups[at]!.metrics[metric]!;
            expect(more.value).toBe(value);
            if (value !== null) expect(more.high! - more.low!).toBeLessThan(high! - low!);
          }
        }
        for (const [at, { ratio, difference, p, test, belowImpactRatio }] of one.disparities.entries()) {
          const more = ten.disparities[at]!;
          expect([more.ratio.value, more.difference.value]).toEqual([ratio.value, difference.value]);
          expect(more.belowImpactRatio).toBe(belowImpactRatio);
          if (test === 'two-proportion z') expect(more.p).toBeLessThanOrEqual(p!);
        }
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  it('exchanging the favourable class turns the sign of the selection-rate gap and exchanges the error rates', () => {
    fc.assert(
      fc.property(groups, (matrices) => {
        const cells = cellsOf(matrices);
        const turned = cells.map((cell) => ({
          ...cell,
          favourable: !cell.favourable,
          adverseOutcome: cell.adverseOutcome === null ? null : !cell.adverseOutcome,
        }));
        const there = audited(cells);
        const back = audited(turned);
        for (const [at, { metrics }] of there.groups.entries()) {
          const other = back.groups[at]!.metrics;
          expect(other['truePositiveRate']).toEqual({
            ...metrics['trueNegativeRate'],
            ...reasonOf(other, 'truePositiveRate'),
          });
          expect(other['falsePositiveRate']?.value).toBe(metrics['falseNegativeRate']?.value);
          expect(other['accuracy']).toEqual(metrics['accuracy']);
        }
        for (const { group, metric, difference, p } of there.disparities) {
          if (metric !== 'selectionRate' || difference.value === null) continue;
          const other = disparityOf(back, group, metric);
          expect(other.difference.value! + difference.value).toBe(0);
          expect(Math.abs(other.p! / p! - 1)).toBeLessThan(1e-9);
        }
      }),
      { seed: 4, numRuns: 50 },
    );
  });

  /** Only the words of a missing rate may differ. */
  function reasonOf(metrics: GroupOutcome['metrics'], metric: string): { reason?: string } {
    const reason = metrics[metric]?.reason;
    return reason === undefined ? {} : { reason };
  }

  it('estimates lie in their intervals, p in (0, 1], and no verdict is a pass on missing evidence', () => {
    fc.assert(
      fc.property(groups, (matrices) => {
        const { groups: outcomes, disparities } = audited(cellsOf(matrices));
        for (const { metrics } of outcomes) {
          for (const { value, low, high, denominator, reason } of Object.values(metrics)) {
            if (value === null) expect([denominator, typeof reason]).toEqual([0, 'string']);
            else expect(low! <= value && value <= high!).toBe(true);
          }
        }
        for (const { difference, p, pAdjusted, verdict } of disparities) {
          if (difference.value === null) expect(verdict).toBe('inconclusive');
          else {
            expect(difference.low! <= difference.value && difference.value <= difference.high!).toBe(true);
            expect(p! > 0 && p! <= pAdjusted! && pAdjusted! <= 1).toBe(true);
          }
        }
      }),
      { seed: 5, numRuns: 50 },
    );
  });
});
