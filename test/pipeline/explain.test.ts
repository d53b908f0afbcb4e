import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { Cell, Evidence } from '../../src/core/evidence.ts';
import type { Attribution } from '../../src/core/findings.ts';
import { silent } from '../../src/core/run-context.ts';
import { explain } from '../../src/pipeline/explain.ts';
import { gather } from '../../src/pipeline/gather.ts';
import { type ReplayedModel, replay } from '../../src/pipeline/replay.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { bruteForce } from '../_support/brute-force.ts';
import { exportNamed, modelExports, readFixture } from '../_support/model-exports.ts';
import { idOf, smallCase } from '../_support/small-case.ts';

interface Explained {
  evidence: Evidence;
  replayed: ReplayedModel;
  attribution: Attribution;
}

function explained(folder: string, id = idOf(0)): Promise<Explained> {
  const context = { signal: new AbortController().signal, progress: silent };
  return withSession({ caseDirectory: folder, context }, async (session) => {
    const evidence = await gather(session, id);
    const replayed = await replay(session, evidence);
    const attribution = await explain(session, evidence, replayed);
    await replayed.predictor.release();
    return { evidence, replayed, attribution };
  });
}

/** Scores of rows of the five types, by the runtime and nothing of ours. */
async function scoresOf(rows: readonly (readonly Cell[])[]): Promise<number[]> {
  const session = await InferenceSession.create(readFixture('five-types.onnx'), { intraOpNumThreads: 1 });
  const column = (at: number): Cell[] => rows.map((row) => row[at] ?? null);
  const shape = [rows.length, 1];
  const { p } = await session.run({
    income: new Tensor('float32', Float32Array.from(column(0), Number), shape),
    ratio: new Tensor('float64', Float64Array.from(column(1), Number), shape),
    children: new Tensor(
      'int64',
      column(2).map((value) => BigInt(Number(value))),
      shape,
    ),
    owner: new Tensor('bool', column(3).map(Boolean), shape),
    home: new Tensor('string', column(4).map(String), shape),
  });
  await session.release();
  return Array.from(p?.data as Float32Array, Number);
}

const five = exportNamed('five-types');

describe('explain', () => {
  it('gives the Shapley values of a model of text, truth, whole and real numbers', async () => {
    const { attribution, replayed } = await explained(smallCase({ model: five }));
    const [x = [], ...background] = five.rows;
    const hybrids = background.flatMap((row) =>
      Array.from({ length: 2 ** x.length }, (_, bits) =>
        row.map((value, i) => ((bits >> i) & 1 ? (x[i] ?? null) : value)),
      ),
    );
    const found = await scoresOf(hybrids);
    const scores = new Map(hybrids.map((row, index) => [JSON.stringify(row), found[index] ?? Number.NaN]));
    const expected = bruteForce((row) => scores.get(JSON.stringify(row)) ?? Number.NaN, x, background);
    const [space] = attribution.spaces;
    expect(attribution.background.rows).toBe(background.length);
    expect(space?.space).toBe('probability');
    expect(space?.attributions).toHaveLength(5);
    space?.attributions.forEach((each, index) => {
      expect(Math.abs(each.attribution - (expected[index] ?? Number.NaN))).toBeLessThan(1e-9);
    });
    expect(expected.every((value) => Math.abs(value) > 1e-4)).toBe(true);
    expect(replayed.replay.replayedScore).toBe(scores.get(JSON.stringify(x)));
  });

  it('shows the recorded values, not what they are encoded as', async () => {
    const { evidence, attribution } = await explained(smallCase({ model: five }));
    const [x = []] = five.rows;
    expect(Object.values(evidence.prediction.inputs)).toEqual(x);
    expect(attribution.features.map(({ value }) => value)).toEqual(x.map(String));
  });

  it.each(modelExports.map((each) => [each.name, each] as const))('explains the export %s', async (_, model) => {
    const beside = Object.fromEntries((model.weights ?? []).map((name) => [name, readFixture(name)]));
    const cutoff = Math.min(...model.scores);
    const { attribution } = await explained(smallCase({ model, beside, cutoff }));
    const [space] = attribution.spaces;
    expect(space?.space).toBe(model.space);
    expect(Math.abs((space?.value ?? Number.NaN) - (model.scores[0] ?? Number.NaN))).toBeLessThan(1e-5);
    // Exact values are of the sum in double precision, the score is single.
    expect(Math.abs(space?.residual ?? Number.NaN)).toBeLessThan(1e-6 * Math.max(1, Math.abs(space?.value ?? 0)));
    expect(attribution.background.rows).toBe(model.rows.length - 1);
  });
});
