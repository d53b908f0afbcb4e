import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { furtherAudit } from '../../src/bias/further-audit.ts';
import type { ContingencyCell, ScoreTable } from '../../src/core/cells.ts';
import type { FurtherAttribute, FurtherAudit, MeasureRecord } from '../../src/core/measures.ts';
import { jensenShannon } from '../../src/numeric/divergence.ts';
import { confusion, profile, selections, specOf, tableOf } from './tables.ts';

type Row = [group: string, score: number, adverse: number, denied: number, rows: number];

interface Fixture {
  cases: {
    name: string;
    cells: Row[];
    groups: Record<string, Record<string, number> & { calibrationSlopeInterval: [number, number] }>;
    pairs: Record<string, Record<string, number>>;
    all: Record<string, number>;
    aequitas: Record<string, Record<string, number | null>>;
  }[];
  distributions: { p: number[]; q: number[]; jensenShannon: number }[];
}

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/peers/measures.json', import.meta.url), 'utf8'),
) as Fixture;

function cellsOf(rows: readonly Row[]): ContingencyCell[] {
  return rows.map(([group, , adverse, denied, n]) => ({
    ...{ groups: [group], favourable: denied === 0 },
    ...{ adverseOutcome: adverse === 1, n },
  }));
}

function scoresOf(rows: readonly Row[]): ScoreTable {
  const cells = rows.map(([group, score, adverse, , n]) => ({
    groups: [group],
    adverseOutcome: adverse === 1,
    score,
    n,
  }));
  return { attributes: ['group'], cells, exact: true };
}

const quick = { replicates: 50 };
const further = (cells: ContingencyCell[], reference: string, scores: ScoreTable | null = null): FurtherAttribute =>
  furtherAudit(tableOf(cells), scores, { ...specOf({ group: reference }), ...quick }).attributes[0]!;

function find(
  { measures }: FurtherAttribute,
  metric: string,
  group: string | null = null,
  form: 'value' | 'gap' = 'value',
): MeasureRecord {
  const found = measures.filter((each) => each.metric === metric && each.group === group && each.form === form);
  expect(found, `${metric} of ${group}`).toHaveLength(1);
  return found[0]!;
}

function expectNear(found: number | null, peer: number, tolerance: number, what: string): void {
  expect(
    Math.abs((found ?? Number.NaN) - peer) / Math.max(1, Math.abs(peer)),
    `${what}: ${found}, peer ${peer}`,
  ).toBeLessThan(tolerance);
}

describe.each(fixture.cases)('furtherAudit on the data set "$name"', (peer) => {
  const audit = further(cellsOf(peer.cells), 'white', scoresOf(peer.cells));

  it('has the values of scikit-learn for each group, and the recalibration of statsmodels', () => {
    for (const [
      group,
      {
        calibrationSlopeInterval: [low, high],
        ...values
      },
    ] of Object.entries(peer.groups)) {
      for (const [metric, value] of Object.entries(values)) {
        expectNear(
          find(audit, metric, group).value,
          value,
          /calibration[SI].*t/.test(metric) ? 1e-9 : 1e-12,
          `${metric} ${group}`,
        );
      }
      const slope = find(audit, 'calibrationSlope', group);
      expectNear(slope.low, low, 1e-6, `slope ${group}`);
      expectNear(slope.high, high, 1e-6, `slope ${group}`);
    }
  });

  it('has the gaps and distances of fairlearn, AIF360 and SciPy', () => {
    for (const [group, { fairlearnEqualizedOddsRatio, welchP, ...values }] of Object.entries(peer.pairs)) {
      for (const [metric, value] of Object.entries(values)) {
        expectNear(find(audit, metric, group).value, value, 1e-12, `${metric} ${group}`);
      }
      expect(Math.abs(find(audit, 'standardisedMeanDifference', group).p! / welchP! - 1), group).toBeLessThan(1e-9);
      const ratio = find(audit, 'equalizedOddsRatio', group).value!;
      const [one, two] = ['truePositiveRate', 'falsePositiveRate'].map(
        (rate) => peer.aequitas[group]![rate]! / peer.aequitas['white']![rate]!,
      );
      expectNear(Math.min(one!, two!, 1 / one!, 1 / two!), fairlearnEqualizedOddsRatio!, 1e-12, group);
      expectNear(ratio, Math.min(one!, two!), 1e-12, group);
    }
  });

  it('has the entropy between groups and the smoothed differential fairness of AIF360', () => {
    expectNear(find(audit, 'betweenGroupEntropy').unrestricted!, peer.all['betweenGroupEntropy']!, 1e-12, 'entropy');
    expectNear(find(audit, 'differentialFairness').unrestricted!, peer.all['differentialFairness']!, 1e-12, 'ratio');
    const whole = further(
      cellsOf(peer.cells).map((cell) => ({ ...cell, groups: ['all'] })),
      'all',
    );
    expectNear(find(whole, 'generalisedEntropy', 'all').value, peer.all['generalisedEntropyOfAll']!, 1e-12, 'entropy');
    expectNear(find(whole, 'theilIndex', 'all').value, peer.all['theilIndexOfAll']!, 1e-12, 'Theil');
  });

  it('puts an interval round the estimate wherever it gives one, and says why where it does not', () => {
    for (const { metric, value, low, high, interval, reason, infinite } of audit.measures) {
      if (low === null || high === null) expect(interval, metric).toMatch(/^none: /);
      else expect(low <= high && value !== null, metric).toBe(true);
      if (value === null && infinite === undefined) expect(typeof reason, metric).toBe('string');
    }
  });
});

describe('the divergence of distributions', () => {
  it.each(fixture.distributions)('is SciPy\u2019s for $p and $q', ({ p, q, jensenShannon: peer }) => {
    expectNear(jensenShannon(p, q), peer, 1e-12, 'divergence');
  });
});

describe('the bootstrap of an audit', () => {
  const cells = cellsOf(fixture.cases[0]!.cells);
  const spec = { ...specOf({ group: 'white' }), replicates: 2000 };
  const audit = furtherAudit(tableOf(cells), null, spec);

  it('gives the same bits for the same cells, in any order of cells', () => {
    const text = (found: FurtherAudit): string => JSON.stringify(found);
    expect(text(furtherAudit(tableOf([...cells].reverse()), null, spec))).toBe(text(audit));
  });

  it('comes near the interval of a normal approximation for a smooth composite', () => {
    const found = find(audit.attributes[0]!, 'averageOddsGap', 'black');
    const rates = ['truePositiveRate', 'falsePositiveRate'];
    const of = (group: string, adverse: number): number =>
      fixture.cases[0]!.cells.filter((row) => row[0] === group && row[2] === adverse).reduce(
        (sum, row) => sum + row[4],
        0,
      );
    const variance = ['black', 'white'].reduce((sum, group) => {
      const each = rates.map((rate, index) => {
        const p = fixture.cases[0]!.aequitas[group]![rate]!;
        return (p * (1 - p)) / of(group, index === 0 ? 1 : 0);
      });
      return sum + (each[0]! + each[1]!) / 4;
    }, 0);
    const half = 1.96 * Math.sqrt(variance);
    expect(Math.abs(found.high! - found.low! - 2 * half)).toBeLessThan(0.15 * half);
  });

  it('draws by counts, so that other names of the groups change nothing but names', () => {
    const renamed = cells.map((cell) => ({ ...cell, groups: [`z${cell.groups[0]}`] }));
    const other = furtherAudit(tableOf(renamed), null, { ...specOf({ group: 'zwhite' }), replicates: 2000 });
    expect(JSON.parse(JSON.stringify(other).replaceAll('"z', '"'))).toEqual(JSON.parse(JSON.stringify(audit)));
  });
});

describe('the edges of an audit', () => {
  it('of a perfect model with a group without adverse outcomes name the missing part, and conclude nothing', () => {
    const audit = further(
      [...confusion('a', { tp: 2, fp: 0, fn: 0, tn: 2 }), ...confusion('b', { tp: 0, fp: 0, fn: 0, tn: 4 })],
      'a',
    );
    expect(find(audit, 'equalizedOddsGap', 'b')).toMatchObject({
      value: null,
      reason: 'part_missing',
      because: 'a part of it cannot be estimated: truePositiveRate of the group',
    });
    expect(find(audit, 'balancedAccuracy', 'b')).toMatchObject({ value: null, reason: 'part_missing' });
    expect(audit.pairs[0]?.verdict).toBe('inconclusive');
  });

  it('keep a declared reference without rows, and all rows of unknown groups', () => {
    const absent = further(selections('b', 20, 50), 'a');
    expect(absent.groups[0]).toMatchObject({ group: 'a', n: 0, eligible: false });
    expect(absent.pairs[0]).toMatchObject({
      ratio: { value: null, reason: 'reference_no_rows' },
      verdict: 'inconclusive',
    });
    const unknown = further(selections(null, 3, 9), 'a');
    expect(unknown.unknown).toEqual({ rows: 9, share: 1, bounds: [] });
    expect(unknown.pairs).toEqual([]);
  });

  it('bound the ratio when more than one row in twenty has no known group', () => {
    const known = [...selections('a', 50, 100), ...selections('b', 40, 100)];
    expect(further([...known, ...selections(null, 5, 10)], 'a').unknown.bounds).toEqual([]);
    const [bound] = further([...known, ...selections(null, 10, 40)], 'a').unknown.bounds;
    expect(bound).toEqual({ group: 'b', low: (40 * 110) / (60 * 130), high: (50 * 130) / (50 * 110) });
  });

  it('say infinite where a rate is held against 0, and never cap it', () => {
    const audit = further([...selections('a', 0, 100), ...selections('b', 10, 100)], 'a');
    expect(audit.pairs[0]?.ratio).toMatchObject({
      value: null,
      infinite: 'positive',
      reason: 'reference_rate_zero',
      high: null,
    });
    expect(find(audit, 'selectionOddsRatio', 'b')).toMatchObject({
      infinite: 'positive',
      reason: 'reference_rate_zero',
    });
    const zero = further([...selections('a', 0, 100), ...selections('b', 0, 100)], 'a');
    expect(zero.pairs[0]?.ratio).toMatchObject({ value: null, reason: 'both_rates_zero' });
    expect(find(zero, 'worstImpactRatio')).toMatchObject({ value: null, reason: 'both_rates_zero' });
  });

  it('weigh rows by Kish\u2019s effective size, and test with linearised variances', () => {
    const weighted: ContingencyCell[] = [
      { groups: ['a'], favourable: true, adverseOutcome: null, n: 100, weight: 300, weightSquares: 1000 },
      { groups: ['a'], favourable: false, adverseOutcome: null, n: 100, weight: 100, weightSquares: 120 },
      ...selections('b', 60, 200),
    ];
    const audit = further(weighted, 'a');
    expect(audit.groups[0]?.nEffective).toBeCloseTo((400 * 400) / 1120, 10);
    const [pair] = audit.pairs;
    expect(pair?.ratio.value).toBeCloseTo(0.3 / 0.75, 12);
    expect([pair?.test, pair?.midP]).toEqual(['z of linearised variances', null]);
    const variance = (1000 * 0.25 ** 2 + 120 * 0.75 ** 2) / 400 ** 2 + (60 * 0.7 ** 2 + 140 * 0.3 ** 2) / 200 ** 2;
    expect(pair?.p).toBeLessThan(1e-6);
    expect(-0.45 / Math.sqrt(variance)).toBeLessThan(-5);
    const negative = [{ groups: ['a'], favourable: true, adverseOutcome: null, n: 1, weight: -1, weightSquares: 1 }];
    expect(() => further(negative, 'a')).toThrow(expect.objectContaining({ code: 'analysis/weight-not-countable' }));
  });

  it('leave small groups out of the worst case, say so, and give the value with them beside', () => {
    const audit = further([...selections('a', 50, 100), ...selections('b', 45, 100), ...selections('tiny', 0, 2)], 'a');
    expect(find(audit, 'worstImpactRatio')).toMatchObject({ value: 0.9, unrestricted: 0 });
    expect(audit.groups.find(({ group }) => group === 'tiny')).toMatchObject({
      eligible: false,
      n: 2,
      exactInterval: { low: 0 },
    });
    expect(audit.groups[0]).not.toHaveProperty('exactInterval');
  });

  it('take scores that are no numbers for what they are', () => {
    const scores = {
      attributes: ['group'],
      cells: [{ groups: ['a'], adverseOutcome: true, score: Number.NaN, n: 1 }],
      exact: true,
    };
    expect(() => further(selections('a', 1, 2), 'a', scores)).toThrow(
      expect.objectContaining({ code: 'analysis/scores-not-countable' }),
    );
  });

  it('have no area under the curve with one class only', () => {
    const cells = [{ groups: ['a'], adverseOutcome: false, score: 0.3, n: 40 }];
    const audit = further(selections('a', 20, 40), 'a', { attributes: ['group'], cells, exact: true });
    expect(find(audit, 'auc', 'a')).toMatchObject({ value: null, reason: 'one_class' });
    expect(find(audit, 'calibrationSlope', 'a')).toMatchObject({ value: null, reason: 'one_class' });
  });

  it('come out with 10,000 levels, the largest of them measured', () => {
    const cells = Array.from({ length: 10_000 }, (_, i) => selections(`g${i}`, i % 3, 3 + (i % 7))).flat();
    const audit = further(cells, 'g0');
    expect(audit.groups).toHaveLength(10_000);
    expect(audit.pairs.length).toBeLessThan(200);
    expect(audit.groups.filter(({ because }) => because?.startsWith('not measured further'))).toHaveLength(
      10_000 - 200,
    );
  });

  it('form intersections of two attributes, whose reference is that of both', () => {
    const cells: ContingencyCell[] = ['a', 'b'].flatMap((race) =>
      ['x', 'y'].flatMap((sex) => [
        { groups: [race, sex], favourable: true, adverseOutcome: null, n: 30 },
        { groups: [race, sex], favourable: false, adverseOutcome: null, n: 20 },
      ]),
    );
    const audit = furtherAudit(tableOf(cells, ['race', 'sex']), null, { ...specOf({ race: 'a', sex: 'x' }), ...quick });
    expect(audit.attributes.map(({ name }) => name)).toEqual(['race', 'sex', 'race \u00d7 sex']);
    expect(audit.attributes[2]).toMatchObject({ reference: 'a | x' });
    expect(audit.attributes[2]?.groups.map(({ group }) => group)).toEqual(['a | x', 'a | y', 'b | x', 'b | y']);
  });

  it('pool strata, and warn where their ratios differ', () => {
    const strata = (name: string, one: [number, number], two: [number, number]): ContingencyCell[] =>
      [...selections('g', ...one), ...selections('r', ...two)].map((cell) => ({ ...cell, strata: [name] }));
    const cells = [...strata('low', [30, 100], [60, 100]), ...strata('high', [60, 100], [30, 100])];
    const table = { ...tableOf(cells), strata: ['income'] };
    const audit = furtherAudit(table, null, { ...specOf({ group: 'r' }), ...quick }).attributes[0]!;
    expect(audit.strata[0]).toMatchObject({ group: 'g', strata: ['income'], used: 2, doNotPool: true });
    expect(audit.strata[0]?.cochranMantelHaenszel?.p).toBeCloseTo(1, 10);
    expect(find(audit, 'adjustedImpactRatio', 'g').value).toBeCloseTo(1, 12);
    const disparity = find(audit, 'conditionalDemographicDisparity', 'g');
    expect(disparity.value).toBeCloseTo(0, 12);
    expect(disparity.low! < 0 && disparity.high! > 0).toBe(true);
  });

  it('print tables of ratios to the highest rate for a regime that asks for them', () => {
    const nyc = {
      ...profile,
      impactRatio: null,
      significance: null,
      publishes: { leastShare: { numerator: 1, denominator: 50 } },
    };
    const cells = [...selections('Male', 50, 92), ...selections('Female', 34, 76), ...selections(null, 2, 5)];
    const spec = { ...specOf({ group: 'Male' }, { profile: nyc }), ...quick };
    const [audit] = furtherAudit(tableOf(cells), null, spec).attributes;
    expect(audit?.impactTables?.[0]).toMatchObject({ kind: 'selection', unknown: 5 });
    expect(audit?.pairs[0]).toMatchObject({ verdict: 'inconclusive', because: 'the profile sets no screening values' });
  });
});

describe('the laws of the further audit', () => {
  const n = fc.integer({ min: 0, max: 300 });
  const matrix = fc.record({ tp: n, fp: n, fn: n, tn: n });
  const two = fc.tuple(matrix, matrix);

  it('ten times the counts leave every value that is not a count of people, and smoothing aside', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const cells = [...confusion('a', a), ...confusion('b', b)];
        const one = further(cells, 'a');
        const ten = further(
          cells.map((cell) => ({ ...cell, n: 10 * cell.n })),
          'a',
        );
        for (const [index, { metric, value }] of one.measures.entries()) {
          const more = ten.measures[index]!;
          if (['selectionShortfall', 'differentialFairness'].includes(metric) || more.group === null) continue;
          if (value === null) expect(more.value, metric).toBeNull();
          else expect(more.value, metric).toBeCloseTo(value, 9);
        }
      }),
      { seed: 11, numRuns: 15 },
    );
  });

  it('a cell split in two, or a row split into weights that sum to its own, changes no value', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const cells = [...confusion('a', a), ...confusion('b', b)];
        const parts = cells.flatMap((cell) => [
          { ...cell, n: Math.floor(cell.n / 3) },
          { ...cell, n: cell.n - Math.floor(cell.n / 3) },
        ]);
        expect(further(parts, 'a').measures.map(({ value }) => value)).toEqual(
          further(cells, 'a').measures.map(({ value }) => value),
        );
        const halved = cells.map((cell) => ({ ...cell, n: 2 * cell.n, weight: cell.n, weightSquares: cell.n / 2 }));
        const values = (audit: FurtherAttribute) =>
          audit.measures.filter(({ group }) => group !== null).map(({ value }) => value);
        expect(values(further(halved, 'a'))).toEqual(values(further(cells, 'a')));
      }),
      { seed: 12, numRuns: 15 },
    );
  });
});
