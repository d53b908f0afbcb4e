import { describe, expect, it } from 'vitest';
import { localModel } from '../../../src/attribution/lime/local-model.ts';
import { localFeatures } from '../../../src/attribution/lime/neighbourhood.ts';
import type { Player } from '../../../src/attribution/players.ts';
import fixture from '../../fixtures/peers/lime-tabular.json' with { type: 'json' };

const { numeric, binary, group } = fixture.columns;
const players = [...numeric.map((column) => [column]), ...binary.map((column) => [column]), group].map(
  (columns, index): Player => ({ name: `p${index}`, label: `p${index}`, columns }),
);

/** The 0/1 columns of the rows that the reference drew. */
function designOf({ training, instance, rows }: (typeof fixture.cases)[number]): Float64Array[] {
  const features = localFeatures({ instance, rows: training.flat(), players });
  const flat = rows.flat();
  return features.map((feature) =>
    Float64Array.from(rows, (_, row) => (row === 0 || feature.isLikeInstance(flat, row * instance.length) ? 1 : 0)),
  );
}

describe.each(fixture.cases.map((found, index) => ({ index, found })))('neighbourhood $index of Python lime', (at) => {
  const { found } = at;
  const design = designOf(found);

  it('has the same marks: equal bins, equal categories, a one-hot group as one category', () => {
    expect(found.rows.map((_, row) => design.map((column) => column[row]).join(''))).toEqual(found.marks);
    expect(new Set(found.marks).size).toBeGreaterThan(100);
  });

  it('gives the same weights, intercept, R² and local prediction', () => {
    const model = localModel(design, found.scores);
    expect(model.weights.map((weight) => weight === null)).toEqual(found.weights.map((weight) => weight === null));
    expect(found.weights.filter((weight) => weight === null)).toHaveLength(2);
    for (const [index, weight] of model.weights.entries())
      expect(Math.abs((weight ?? 0) - (found.weights[index] ?? 0))).toBeLessThan(fixture.tolerance);
    for (const key of ['intercept', 'r2', 'prediction'] as const)
      expect(Math.abs(model[key] - found[key])).toBeLessThan(fixture.tolerance);
  });
});

describe('localModel', () => {
  it('weighs rows by the exponential kernel of width 0.75 root p', () => {
    const column = Float64Array.of(1, 0);
    const { kernelWidth, intercept, prediction } = localModel([column], [1, 0]);
    expect(kernelWidth).toBe(0.75);
    // One feature: w = sqrt(exp(-1 / 0.5625)) for row 1; ridge of alpha 1 on two rows by hand.
    const w = Math.sqrt(Math.exp(-1 / 0.5625));
    const mean = 1 / (1 + w);
    const variation = (1 - mean) ** 2 + w * mean ** 2;
    const slope = variation / (variation + 1);
    expect(intercept).toBeCloseTo(mean - slope * mean, 14);
    expect(prediction).toBeCloseTo(mean + slope * (1 - mean), 14);
  });

  it('fits a constant score wholly, with weights of 0', () => {
    const { weights, r2, prediction } = localModel([Float64Array.of(1, 0, 1), Float64Array.of(1, 1, 0)], [2, 2, 2]);
    expect(weights).toEqual([0, 0]);
    expect([r2, prediction]).toEqual([1, 2]);
  });
});
