import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainPrediction } from '../src/attribution/explain-prediction.ts';
import type { ScoreSpace } from '../src/core/case.ts';
import { silent } from '../src/core/run-context.ts';
import { openModel } from '../src/model/open-model.ts';
import {
  base,
  expectClose,
  explain,
  iris,
  irisBackground,
  irisX,
  phi,
  type Score,
} from './_support/explain-function.ts';
import { projectFolder } from './_support/places.ts';
import fixture from './fixtures/peers/shap-kernel.json' with { type: 'json' };

describe('known answers', () => {
  // Recomputed by enumeration in float64; here the inputs are float32, hence 1e-6.
  it('logistic model against five rows (Python shap 0.51)', async () => {
    const found = await explain(iris, irisX, irisBackground);
    expect(base(found)).toBeCloseTo(0.550413450687, 6);
    expectClose(phi(found), [0.025707584238, 0.03092020404, -0.013235740356, 0.393822987038], 1e-6);
  });

  it('the same against one row', async () => {
    const found = await explain(iris, irisX, irisBackground.slice(0, 1));
    expectClose(phi(found), [0.020660748464, 0.035242534035, -0.015181027693, 0.242314534776], 1e-6);
  });

  it('a column that does not vary gets exactly 0', async () => {
    const found = await explain(iris, irisX, [[4.8, 2.8, 2.1, 3.3]]);
    expectClose(phi(found), [0, 0.020094599762, 0, 0.102392618851], 1e-6);
    expect([phi(found)[0], phi(found)[2]]).toEqual([0, 0]);
    expect(found.varyingPlayers).toBe(2);
  });

  it('on the margin, each coefficient times the distance from the mean, and the cut-off moves with it', async () => {
    const margin: Score = ([a, b, c, d]) => -1.6689 - 0.1991 * a! + 0.3426 * b! + 0.0478 * c! + 1.03745 * d!;
    const [leading, other] = (await explain(iris, irisX, irisBackground, { margin, cutoff: 0.8 })).spaces;
    expect([leading!.space, other!.space]).toEqual(['margin', 'probability']);
    expect(leading!.baseValue).toBeCloseTo(0.189501, 6);
    const values = leading!.attributions.map(({ attribution }) => attribution);
    expectClose(values, [0.234938, 0.27408, -0.115676, 3.797067], 1e-6);
    expect([leading!.cutoff, other!.cutoff]).toEqual([expect.closeTo(Math.log(4), 12), 0.8]);
  });

  it('a product and two sums over a hundred rows (the R package kernelshap tests with it)', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => {
      const n = index + 1;
      return [n / 100, Math.log(n), Math.sqrt(n), Math.sin(n), (n / 100) ** 2, Math.cos(n)];
    });
    const score: Score = ([a, b, c, d, e, f]) => a! * b! * c! * d! + e! + f!;
    const first = await explain(score, rows[0]!, rows);
    expect(base(first)).toBeCloseTo(-0.151544281145, 5);
    expectClose(
      phi(first),
      [-1.19621609395, -1.2418480778, -0.956784799056, 3.879420365869, -0.33825, 0.54562519195],
      2e-6,
    );
    expectClose(
      phi(await explain(score, rows[1]!, rows)),
      [-1.649226990208, -1.207701045403, -1.18388581133, 4.543212166154, -0.33795, -0.410823950465],
      2e-6,
    );
  });

  it.each([
    { x: [0, 0], values: [-10, -10] },
    { x: [0, 1], values: [-30, 10] },
    { x: [1, 0], values: [10, -30] },
    { x: [1, 1], values: [30, 30] },
  ])('a tree of two conditions at $x', async ({ x, values }) => {
    const corners = [0, 1].flatMap((a) => [0, 1].map((b) => [a, b]));
    const found = await explain(([a, b]) => (a! > 0.5 && b! > 0.5 ? 80 : 0), x, corners);
    expectClose([base(found), ...phi(found)], [20, ...values], 1e-13);
  });

  it('two of seven players who need each other share their surplus', async () => {
    const score: Score = (row) =>
      row.reduce((sum, value) => sum + value, 0) / 7 + (row[1] === 1 && row[2] === 1 ? 1 : 0);
    const share = (i: number): number => 1 / 7 + (i === 1 || i === 2 ? 0.5 : 0);
    const found = await explain(score, Array(7).fill(1), [Array(7).fill(0)]);
    expectClose(
      phi(found),
      Array.from({ length: 7 }, (_, i) => share(i)),
      1e-14,
    );
  });

  it('exclusive or shares alike', async () => {
    const xor: Score = ([a, b]) => (a === b ? 0 : 1);
    const found = await explain(
      xor,
      [1, 0],
      [
        [0, 0],
        [1, 1],
      ],
    );
    expectClose([base(found), ...phi(found)], [0, 0.5, 0.5], 1e-15);
  });

  it('a maximum, with a column that the model does not read', async () => {
    const found = await explain(
      ([a, b]) => Math.max(a!, b!),
      [3, 5, 9],
      [
        [0, 0, 0],
        [4, 1, 2],
      ],
    );
    expectClose([base(found), ...phi(found)], [2, 0.5, 2.5, 0], 1e-14);
  });

  it('replicated rows weigh as often as they stand there', async () => {
    const found = await explain(
      ([a, b, c]) => a! * b! + Math.exp(c!),
      [1, 2, 1],
      [
        [0, 1, 0],
        [0, 1, 0],
        [0, 1, 0],
        [2, -1, 0.5],
      ],
    );
    expectClose(phi(found), [1, 1.5, 1.5561015108], 1e-9);
  });

  it('one-hot columns played apart, and together', async () => {
    const score: Score = ([r, g, b, inc]) => r! + 2 * g! + 4 * b! + inc! * g!;
    const rows = [
      [1, 0, 0, 10],
      [0, 0, 1, 20],
      [1, 0, 0, 30],
      [0, 1, 0, 40],
    ];
    expectClose(phi(await explain(score, [0, 1, 0, 5], rows)), [-0.5, 10.875, -1, -14.375], 1e-12);
    const grouped = await explain(score, [0, 1, 0, 5], rows, { players: [[0, 1, 2], [3]] });
    expectClose([base(grouped), ...phi(grouped)], [12, 9.375, -14.375], 1e-12);
  });

  it('a group is a player of its own, not the sum of its columns', async () => {
    const score: Score = ([, b, c, d]) => 6 * b! * c! * d!;
    expectClose(phi(await explain(score, [1, 1, 1, 1], [[0, 0, 0, 0]])), [0, 2, 2, 2], 1e-14);
    expectClose(phi(await explain(score, [1, 1, 1, 1], [[0, 0, 0, 0]], { players: [[0, 1, 2], [3]] })), [3, 3], 1e-14);
  });

  it('a time in seconds that differs little from others still varies (Python shap 0.51 gives it 0)', async () => {
    const score: Score = ([a, b]) => (a! - 1.7e9) / 1e3 + b!;
    const there = [
      [1.7e9, 0],
      [1.7e9 + 2000, 1],
    ];
    expectClose(phi(await explain(score, [1.7e9 + 9000, 3], there)), [8, 2.5], 1e-9);
    // The model room gives single-precision inputs as the model sees them; these are then what is explained.
    const cast = (row: number[]): number[] => row.map(Math.fround);
    const seen = (value: number): number => (Math.fround(value) - 1.7e9) / 1e3;
    const expected = seen(1.7e9 + 9000) - (seen(1.7e9) + seen(1.7e9 + 2000)) / 2;
    expect(Math.abs(expected - 8)).toBeGreaterThan(1e-3);
    expectClose(phi(await explain(score, cast([1.7e9 + 9000, 3]), there.map(cast))), [expected, 2.5], 1e-9);
  });

  it('columns are compared exactly, so that large numbers that differ little still vary', async () => {
    const found = await explain(
      ([a, b]) => (a! - 1_000_000) / 10 + b!,
      [1_000_090, 3],
      [
        [1_000_000, 0],
        [1_000_020, 1],
      ],
    );
    expectClose(phi(found), [8, 2.5], 1e-9);
  });
});

describe(`Python ${fixture.peer} ${fixture.version}, all coalitions, l1 off`, () => {
  it.each(fixture.cases)('gives the same attributions: $model, $space', async (peer) => {
    const space = peer.space as ScoreSpace;
    const model = await openModel(readFileSync(join(projectFolder, peer.path)), {
      inputs: peer.inputs,
      positiveClass: 1,
    });
    const found = await explainPrediction({
      predict: (rows, n, space) => model.predict(rows, n, space),
      spaces: [space],
      instance: Float64Array.from(peer.instance),
      background: Float64Array.from(peer.background.flat()),
      backgroundRows: peer.background.length,
      poolRows: peer.background.length,
      players: peer.players.map((player) => ({ ...player, label: player.name })),
      seed: '0123456789abcdef0123456789abcdef',
      rowBudget: 400_000,
      cutoff: 0.2,
      context: { signal: new AbortController().signal, progress: silent },
    });
    await model.release();
    const [answer] = found.spaces;
    expect(found.engine).toBe('full-enumeration');
    expect(Math.abs(answer!.baseValue - peer.baseValue)).toBeLessThanOrEqual(fixture.tolerance);
    expect(Math.abs(answer!.value - peer.value)).toBeLessThanOrEqual(fixture.tolerance);
    answer!.attributions.forEach(({ attribution }, index) => {
      expect(Math.abs(attribution - peer.attributions[index]!), peer.players[index]!.name).toBeLessThanOrEqual(
        fixture.tolerance,
      );
    });
  });
});
