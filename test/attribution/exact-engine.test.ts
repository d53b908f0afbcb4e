import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainPrediction } from '../../src/attribution/explain-prediction.ts';
import { logOdds } from '../../src/attribution/link.ts';
import type { NumericAttribution, Question } from '../../src/attribution/question.ts';
import type { ScoreSpace } from '../../src/core/case.ts';
import type { ExactModel, ExactReading } from '../../src/core/exact-model.ts';
import { silent } from '../../src/core/run-context.ts';
import { openModel } from '../../src/model/open-model.ts';
import { logistic } from '../../src/numeric/logistic.ts';
import { bruteForce } from '../_support/brute-force.ts';
import { expectClose } from '../_support/explain-function.ts';
import { projectFolder } from '../_support/places.ts';
import { scoreOf, type Tree, treeSum } from '../_support/small-trees.ts';
import fixture from '../fixtures/peers/shap-exact.json' with { type: 'json' };

const SEED = '0123456789abcdef0123456789abcdef';

function question(
  about: Pick<Question, 'predict' | 'spaces'> & Partial<Question>,
  x: readonly number[],
  rows: readonly (readonly number[])[],
): Question {
  return {
    instance: Float64Array.from(x),
    background: Float64Array.from(rows.flat()),
    backgroundRows: rows.length,
    poolRows: 10 * rows.length,
    players: x.map((_, i) => ({ name: `p${i}`, label: `p${i}`, columns: [i] })),
    seed: SEED,
    rowBudget: 400_000,
    cutoff: 0.5,
    context: { signal: new AbortController().signal, progress: silent },
    ...about,
  };
}

const values = (found: NumericAttribution, at = 0): number[] =>
  found.spaces[at]!.attributions.map(({ attribution }) => attribution);

describe('on a tree that was read from its file', () => {
  const tree: Tree = {
    ...{ feature: 0, threshold: 0.5, whenFalse: { feature: 1, threshold: 0.5, whenTrue: 0, whenFalse: 80 } },
    whenTrue: { feature: 2, threshold: 0.5, whenTrue: 8, whenFalse: -4 },
  };
  const reading: ExactModel = {
    ...{ space: 'probability', description: 'one tree', sources: [0, 1, 2] },
    sum: treeSum([tree]),
    encode: async (rows) => rows,
  };
  const x = [1, 1, 0];
  const rows = [
    [0, 1, 1],
    [1, 0, 0],
    [0, 0, 1],
  ];
  /** The runtime's answer, which is a little off. */
  const predict: Question['predict'] = async (matrix, n) =>
    Float64Array.from(
      { length: n },
      (_, row) => scoreOf(tree, [...matrix.subarray(3 * row, 3 * row + 3)]) + 1e-7 * row,
    );
  const ask = (exact: ExactReading[], more: Partial<Question> = {}): Promise<NumericAttribution> =>
    explainPrediction(question({ predict, spaces: ['probability'], exact, ...more }, x, rows));

  it('exact values stand in front, and the played ones become the check', async () => {
    const found = await ask([reading]);
    expect(found.engine).toBe('tree-shap');
    expect(found.engineReason).toMatch(/sum of decision trees.*one tree.*as a check, all coalitions were played/);
    expectClose(
      values(found),
      bruteForce((row) => scoreOf(tree, row), x, rows),
      1e-12,
    );
    const [check] = found.crossChecks;
    expect(check!.engine).toBe('full-enumeration, beside tree-shap');
    const played = await ask([]);
    expect(check!.values).toEqual(values(played));
    const away = values(played).map((value, i) => Math.abs(value - values(found)[i]!));
    expect(check!.maxAbsDifference).toBe(Math.max(...away));
    expect(check!.maxAbsDifference).toBeGreaterThan(0);
  });

  it('base value and score stay those of the model as it runs; the rest is the residual', async () => {
    const [space] = (await ask([reading])).spaces;
    const [played] = (await ask([])).spaces;
    expect([space!.baseValue, space!.value]).toEqual([played!.baseValue, played!.value]);
    const explained = space!.attributions.reduce((sum, { attribution }) => sum + attribution, space!.baseValue);
    expect(space!.residual).toBeCloseTo(space!.value - explained, 12);
    expect(space!.residual).not.toBe(0);
  });

  it('no coalition is drawn, so that only the background is in doubt, as it is for all coalitions', async () => {
    const [space] = (await ask([reading])).spaces;
    const [played] = (await ask([])).spaces;
    space!.attributions.forEach(({ standardError, backgroundStandardError }, i) => {
      expect(standardError).toBe(0);
      expect(backgroundStandardError).toBeCloseTo(played!.attributions[i]!.backgroundStandardError!, 5);
    });
    expectClose(space!.covariance!, played!.covariance!, 1e-4);
  });

  it('a reading of another scale changes nothing; a refused one says why', async () => {
    const played = await ask([]);
    const margin = await ask([{ ...reading, space: 'margin' }]);
    expect([margin.engine, margin.engineReason, values(margin)]).toEqual([
      played.engine,
      played.engineReason,
      values(played),
    ]);
    const refused = await ask([{ space: 'probability', refused: 'it is not written so' }]);
    expect(refused.engineReason).toBe(`${played.engineReason}; no closed form was used, because it is not written so`);
    expect(values(refused)).toEqual(values(played));
  });

  it('a link bends the mean score, of which trees are no sum', async () => {
    const share: Question['predict'] = async (matrix, n, space) =>
      (await predict(matrix, n, space)).map((score) => logistic(score / 40));
    const found = await ask([reading], { predict: share, link: logOdds });
    expect(found.engine).toBe('full-enumeration');
  });

  it('features made from one column belong to its player, and players may have several columns', async () => {
    // The tree reads columns 2, 0 and 1 of the input, by an encoder that turns them.
    const turned: ExactModel = {
      ...reading,
      sources: [2, 0, 1],
      encode: async (matrix, n) =>
        matrix.map((_, at) => matrix[3 * Math.floor(at / 3) + [2, 0, 1][at % 3]!]!).subarray(0, 3 * n),
    };
    const score = ([a, b, c]: readonly number[]): number => scoreOf(tree, [c!, a!, b!]);
    const players = [
      { name: 'p', label: 'p', columns: [0, 2] },
      { name: 'q', label: 'q', columns: [1] },
    ];
    const found = await explainPrediction(
      question(
        {
          predict: async (matrix, n) =>
            Float64Array.from({ length: n }, (_, row) => score([...matrix.subarray(3 * row, 3 * row + 3)])),
          ...{ spaces: ['probability'], exact: [turned], players },
        },
        x,
        rows,
      ),
    );
    expect(found.engine).toBe('tree-shap');
    expect(found.crossChecks[0]!.maxAbsDifference).toBeLessThan(1e-12);
  });
});

type Peer = (typeof fixture.cases)[number];
/** @param read - false leaves the exact engines out */
async function explained(peer: Peer, space: ScoreSpace, read = true): Promise<NumericAttribution> {
  const model = await openModel(readFileSync(join(projectFolder, peer.path)), peer);
  const encoded = model.encode([peer.instance, ...peer.background]);
  const width = peer.inputs.length;
  const rowsOf = (n: number): number[][] =>
    Array.from({ length: n }, (_, row) => [...encoded.subarray(row * width, (row + 1) * width)]);
  const [x = [], ...rows] = rowsOf(encoded.length / width);
  const exact = read ? await model.readExactly(encoded) : [];
  const predict: Question['predict'] = (matrix, n, scale) => model.predict(matrix, n, scale);
  const found = await explainPrediction(question({ predict, spaces: [space], exact, rowBudget: 60_000 }, x, rows));
  await model.release();
  return found;
}

describe(`Python ${fixture.peer} ${fixture.version} on models as they are exported`, () => {
  it.each(fixture.cases)('exact values of $model are those of $exact.by', async (peer) => {
    const found = await explained(peer, peer.exact.space as ScoreSpace);
    expect(found.engine).toBe(peer.exact.engine);
    expectClose(values(found), peer.exact.attributions, fixture.tolerance);
    expect(Math.abs(found.spaces[0]!.baseValue - peer.exact.baseValue)).toBeLessThan(1e-5);
    expect(Math.abs(found.spaces[0]!.residual)).toBeLessThan(1e-5);
  });

  it.each(fixture.cases)('Kernel SHAP of $model is within three standard errors of KernelExplainer', async (peer) => {
    const [space] = (await explained(peer, 'probability', false)).spaces;
    space!.attributions.forEach(({ attribution, standardError }, i) => {
      const away = Math.abs(attribution - peer.kernel.attributions[i]!);
      expect(away).toBeLessThanOrEqual(3 * (standardError + peer.kernel.spread) + fixture.tolerance);
    });
  });

  it('a probability made by a logistic of trees is no sum of trees, and says so', async () => {
    const boosting = fixture.cases.find(({ model }) => model === 'boosting')!;
    const { engine, engineReason } = await explained(boosting, 'probability');
    expect(engine).toBe('kernel-shap');
    expect(engineReason).toMatch(/no closed form was used, because TreeEnsembleClassifier transforms its sums/);
  });
});
