import { describe, expect, it } from 'vitest';
import { logistic } from '../src/numeric/logistic.ts';
import { exportNamed, modelExports, openExport, tolerance } from './_support/model-exports.ts';

/** Largest difference between scores and what the model's own library gave. */
function farthest(scores: Float64Array, expected: readonly number[]): number {
  expect(scores).toHaveLength(expected.length);
  return Math.max(
    ...expected.map((value, row) => Math.abs(value - (scores[row] ?? Number.NaN)) / Math.max(1, Math.abs(value))),
  );
}

describe('models as exporters write them', () => {
  it.each(modelExports.map((each) => [each.name, each] as const))(
    '%s scores as its own library does',
    async (_, each) => {
      const model = await openExport(each);
      const rows = model.encode(each.rows);
      const n = each.rows.length;
      expect(model.spaces[0]).toBe(each.space);
      expect(farthest(await model.predict(rows, n, each.space), each.scores)).toBeLessThan(tolerance);
      await model.release();
    },
  );

  it.each(modelExports.filter(({ space }) => space === 'probability').map((each) => [each.name, each] as const))(
    '%s has a margin whose logistic is the probability',
    async (_, each) => {
      const model = await openExport(each);
      const margins = await model.predict(model.encode(each.rows), each.rows.length, 'margin');
      expect(farthest(margins.map(logistic), each.scores)).toBeLessThan(tolerance);
      await model.release();
    },
  );

  it('reads the margin off the graph wherever it holds one', async () => {
    const where = await Promise.all(
      modelExports
        .filter(({ space }) => space === 'probability')
        .map(async (each) => {
          const model = await openExport(each);
          await model.release();
          return [each.name, /^raw score/.test(model.margin ?? '')];
        }),
    );
    expect(Object.fromEntries(where)).toEqual({
      'sklearn-zipmap': true,
      'sklearn-columns': true,
      'sklearn-frame': true,
      'xgboost-classifier': true,
      'lightgbm-classifier': true,
      'torch-sigmoid-bound-to-one': true,
      'torch-outside': true,
      'five-types': true,
      // of three classes, or averaged votes: no raw score has this probability as its logistic
      'sklearn-three-words': false,
      'sklearn-three-words-columns': false,
      'sklearn-three-numbers': false,
      'lightgbm-three-words': false,
    });
  });

  it('scores each row alone as in company', async () => {
    for (const each of modelExports) {
      const model = await openExport(each);
      const rows = model.encode(each.rows);
      const width = each.inputs.length;
      const whole = await model.predict(rows, each.rows.length, each.space);
      for (let row = 0; row < each.rows.length; row += 1) {
        const alone = await model.predict(rows.slice(row * width, (row + 1) * width), 1, each.space);
        expect(Math.abs((alone[0] ?? Number.NaN) - (whole[row] ?? Number.NaN))).toBeLessThan(1e-6);
      }
      await model.release();
    }
  });

  it('opens a batch that is fixed without need, and keeps one that the graph rests on', async () => {
    const open = await openExport(exportNamed('torch-logits-batch-of-one'));
    const bound = await openExport(exportNamed('torch-sigmoid-bound-to-one'));
    expect(open.runtime).not.toContain('at a time');
    expect(bound.runtime).toContain('1 row at a time');
    await open.release();
    await bound.release();
  });

  it('knows which inputs may be missing', async () => {
    const accepting = async (name: string): Promise<boolean[]> => {
      const model = await openExport(exportNamed(name));
      await model.release();
      return model.columns.map(({ acceptsMissing }) => acceptsMissing);
    };
    expect(await accepting('xgboost-classifier')).toEqual([true, true, true, true]);
    expect(await accepting('sklearn-zipmap')).toEqual([false, false, false, false]);
    expect(await accepting('five-types')).toEqual([false, false, false, false, false]);
  });
});
