import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { Cell, Evidence } from '../../src/core/evidence.ts';
import type { Attribution } from '../../src/core/findings.ts';
import { silent } from '../../src/core/run-context.ts';
import { sha256Hex } from '../../src/core/sha256.ts';
import { explain } from '../../src/pipeline/explain.ts';
import { gather } from '../../src/pipeline/gather.ts';
import { type ReplayedModel, replay } from '../../src/pipeline/replay.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { bruteForce } from '../_support/brute-force.ts';
import { exportNamed, modelExports, readFixture } from '../_support/model-exports.ts';
import { idOf, smallCase } from '../_support/small-case.ts';
import { temporaryFolder } from '../_support/temporary.ts';

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

  it('gives the same seed and numbers again, and another seed for another text', async () => {
    const first = await explained(smallCase({ model: five }));
    const again = await explained(smallCase({ model: five }));
    expect(again.attribution).toEqual(first.attribution);
    const rows = five.rows.map((row, index) => (index === 0 ? [...row.slice(0, 4), 'elsewhere'] : row));
    const scores = await scoresOf(rows);
    const moved = await explained(smallCase({ model: { ...five, rows, scores } }));
    expect(moved.attribution.background.sha256).toBe(first.attribution.background.sha256);
    expect(moved.attribution.seed).not.toBe(first.attribution.seed);
  });
});

describe('texts of a decision log', () => {
  const coded = (homes: string[]) => {
    const rows = five.rows.map((row, index) => [...row.slice(0, 4), homes[index] ?? 'own']);
    return scoresOf(rows).then((scores) => ({ ...five, rows, scores }));
  };

  it('that look like numbers are refused until case.yaml calls them texts', async () => {
    const model = await coded(['007']);
    await expect(explained(smallCase({ model }))).rejects.toMatchObject({
      code: 'model/input-not-text',
      hint: expect.stringContaining('textInputs'),
    });
    const { evidence, attribution } = await explained(smallCase({ model, declare: ['textInputs: [home]'] }));
    expect(evidence.prediction.inputs['home']).toBe('007');
    expect(attribution.features.at(-1)?.value).toBe('007');
  });

  it('that are missing are refused, or are what case.yaml says the model reads', async () => {
    const model = await coded(['unknown', 'unknown']);
    const written = (cell: Cell): string => (cell === 'unknown' ? '' : String(cell));
    await expect(explained(smallCase({ model, written }))).rejects.toMatchObject({ code: 'model/input-missing' });
    const whole = await explained(smallCase({ model, written, declare: ['missingText: unknown'] }));
    expect(whole.attribution.features.at(-1)?.value).toBe('missing');
    expect(whole.attribution.background.rows).toBe(model.rows.length - 1);
    const other = await explained(smallCase({ model, written }), idOf(2));
    expect(other.attribution.background.rows).toBe(model.rows.length - 3);
    expect(other.attribution.background.description).toContain('2 more left out');
  });

  it('may be quoted, hold commas and signs of any script', async () => {
    const model = await coded(['with parents, "mostly"', 'Übergang', '東京 🏠']);
    const written = (cell: Cell): string => `"${String(cell).replaceAll('"', '""')}"`;
    const { evidence } = await explained(smallCase({ model, written }));
    expect(evidence.prediction.inputs['home']).toBe('with parents, "mostly"');
  });
});

describe('a model with weights in another file', () => {
  const model = exportNamed('torch-outside');
  const name = 'torch-outside.weights';

  it('is explained; the evidence names the file, its digest, and that the lineage does not', async () => {
    const bytes = readFixture(name);
    const { evidence } = await explained(smallCase({ model, beside: { [name]: bytes } }));
    expect(evidence.files).toContainEqual({ path: `lake/${name}`, sha256: sha256Hex(bytes), bytes: bytes.length });
    expect(evidence.issues).toContainEqual(
      expect.objectContaining({ code: 'model/weights-outside', severity: 'warning' }),
    );
  });

  it('is refused when the file is not there', async () => {
    await expect(explained(smallCase({ model }))).rejects.toMatchObject({ code: 'input/file-missing' });
  });

  it('is refused when the file is a link that leads out of the case', async () => {
    const folder = smallCase({ model });
    const elsewhere = join(temporaryFolder(), name);
    writeFileSync(elsewhere, readFixture(name));
    symlinkSync(elsewhere, join(folder, 'lake', name));
    await expect(explained(folder)).rejects.toMatchObject({ code: 'input/path-outside-case' });
  });

  it('is refused when other weights lie there, because another score comes of them', async () => {
    const bytes = Uint8Array.from(readFixture(name), (byte, at) => (at % 4 === 3 ? byte ^ 0x80 : byte));
    await expect(explained(smallCase({ model, beside: { [name]: bytes } }))).rejects.toMatchObject({
      code: 'model/replay-differs',
    });
  });
});
