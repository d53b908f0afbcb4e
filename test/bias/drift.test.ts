import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftOfLabels, driftOfShares, driftOfValues } from '../../src/bias/drift.ts';
import type { DriftRecord } from '../../src/core/audit-record.ts';
import type { ValueCounts } from '../../src/core/value-counts.ts';
import { pearsonChiSquare } from '../../src/numeric/pearson-chi-square.ts';

type Measures = Pick<DriftRecord, 'measures'>;
const measureOf = ({ measures }: Measures, metric: string) => measures.find((each) => each.metric === metric)!;

/** Counts of the values of rows. */
function countsOf(training: readonly number[], decisions: readonly number[]): ValueCounts {
  const values = [...new Set([...training, ...decisions])].sort((one, other) => one - other);
  const times = (rows: readonly number[], value: number): number => rows.filter((each) => each === value).length;
  return {
    ...{ name: 'x', exact: true, missing: { training: 0, decisions: 0 } },
    values: values.map((value) => ({ value, training: times(training, value), decisions: times(decisions, value) })),
  };
}

const rows = (length: number, of: (at: number) => number): number[] => Array.from({ length }, (_, at) => of(at));

describe('driftOfShares', () => {
  it('sums (d - t) ln(d / t) over categories', () => {
    const drift = driftOfShares({ training: [50, 50], decisions: [25, 75] });
    const expected = -0.25 * Math.log(0.5) + 0.25 * Math.log(1.5);
    expect(measureOf(drift, 'populationStabilityIndex').value).toBeCloseTo(expected, 14);
    const middle = 0.5 * (0.5 * Math.log(0.5 / 0.375) + 0.5 * Math.log(0.5 / 0.625));
    const js = middle + 0.5 * (0.25 * Math.log(0.25 / 0.375) + 0.75 * Math.log(0.75 / 0.625));
    expect(measureOf(drift, 'jensenShannonDivergence').value).toBeCloseTo(js, 14);
  });

  it('has nearly the p-value of the chi-square test of the same table where shares differ little', () => {
    const drift = driftOfShares({ training: [5000, 5000], decisions: [4900, 5100] });
    const { p } = pearsonChiSquare([
      { x: 5000, n: 10_000 },
      { x: 4900, n: 10_000 },
    ])!;
    expect(measureOf(drift, 'populationStabilityIndex').p! / p).toBeCloseTo(1, 3);
    expect(measureOf(drift, 'jensenShannonDivergence').p! / p).toBeCloseTo(1, 3);
  });

  it('stays finite where a category is empty in one of the two, and drops one that is empty in both', () => {
    const drift = driftOfShares({ training: [10, 0, 0], decisions: [5, 5, 0] });
    expect(drift.categories).toBe(2);
    expect(Number.isFinite(measureOf(drift, 'populationStabilityIndex').value)).toBe(true);
  });

  it('says why there is none without rows', () => {
    expect(driftOfShares({ training: [0], decisions: [3] }).measures[0]).toMatchObject({
      value: null,
      reason: 'no_rows',
    });
  });
});

describe('driftOfValues', () => {
  it('cuts ten bins of equal size where values differ, and gives no drift between equal data', () => {
    const same = rows(1000, (at) => at);
    const drift = driftOfValues(countsOf(same, same));
    expect(drift.categories).toBe(10);
    expect(drift.measures.map(({ value }) => value)).toEqual([0, 0, 0]);
  });

  it('takes each value for a bin where there are ten or fewer', () => {
    const drift = driftOfValues(
      countsOf(
        rows(100, (at) => Number(at < 99)),
        rows(100, (at) => Number(at < 50)),
      ),
    );
    expect(drift.categories).toBe(2);
    expect(measureOf(drift, 'populationStabilityIndex').value).toBeCloseTo(
      (0.5 - 0.99) * Math.log(0.5 / 0.99) + (0.5 - 0.01) * Math.log(0.5 / 0.01),
      12,
    );
  });

  it('keeps rows of one value in one bin, whatever the others are', () => {
    const training = [...rows(700, () => 0), ...rows(300, (at) => at + 1)];
    expect(driftOfValues(countsOf(training, training)).categories).toBe(4);
  });

  it('counts values beyond the training data in the outermost bins, and missing ones in a bin of their own', () => {
    const training = rows(100, (at) => at);
    const shifted = driftOfValues(
      countsOf(
        training,
        rows(50, () => 1000),
      ),
    );
    expect(shifted.categories).toBe(10);
    expect(measureOf(shifted, 'kolmogorovSmirnov').value).toBe(1);
    const counts = { ...countsOf(training, training), missing: { training: 0, decisions: 100 } };
    const missing = driftOfValues(counts);
    expect(missing.categories).toBe(11);
    expect(measureOf(missing, 'kolmogorovSmirnov').value).toBe(0);
    expect(measureOf(missing, 'populationStabilityIndex').value).toBeGreaterThan(1);
  });

  it('gives the largest distance of the two distribution functions, by brute force', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sample, sample, (training, decisions) => {
        const share = (list: number[], to: number): number => list.filter((each) => each <= to).length / list.length;
        const apart = rows(31, (to) => Math.abs(share(training, to) - share(decisions, to)));
        const { value } = measureOf(driftOfValues(countsOf(training, decisions)), 'kolmogorovSmirnov');
        expect(value).toBeCloseTo(Math.max(...apart), 12);
      }),
      { seed: 20250605, numRuns: 200 },
    );
  });
});

describe('driftOfLabels', () => {
  it('is the share in the decisions less that in the training data, with the test of two rates', () => {
    const { measures } = driftOfLabels({ x: 50, n: 100 }, { x: 30, n: 100 });
    expect(measures[0]?.value).toBeCloseTo(-0.2, 14);
    expect(measures[0]?.p).toBeCloseTo(0.003892417122778628, 12);
  });

  it('says so where no outcome of the decisions is known', () => {
    expect(driftOfLabels({ x: 1, n: 2 }, { x: 0, n: 0 }).measures[0]).toMatchObject({
      value: null,
      reason: 'no_labels',
    });
  });
});
