import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explainPrediction } from '../src/attribution/explain-prediction.ts';
import type { NumericAttribution, Question } from '../src/attribution/question.ts';
import { silent } from '../src/core/run-context.ts';
import { openModel } from '../src/model/open-model.ts';
import { projectFolder } from './_support/places.ts';
import fixture from './fixtures/peers/shap-models.json' with { type: 'json' };

type Case = (typeof fixture.cases)[number];

/** Explains a peer's row against the peer's background, as the pipeline does. */
async function explained({ path, inputs, instance, background }: Case): Promise<NumericAttribution> {
  const predictor = await openModel(readFileSync(join(projectFolder, path)), { inputs, positiveClass: 1 });
  onTestFinished(() => predictor.release());
  const numbers = (row: readonly unknown[]): Float64Array =>
    Float64Array.from(row, (value) => Math.fround(value === null ? Number.NaN : Number(value)));
  const rows = Float64Array.from(background.flatMap((row) => [...numbers(row)]));
  const question: Question = {
    predict: (batch, n, space) => predictor.predict(Float32Array.from(batch), n, space),
    spaces: predictor.spaces,
    instance: numbers(instance),
    background: rows,
    backgroundRows: background.length,
    poolRows: 600,
    players: inputs.map((name, column) => ({ name, label: name, columns: [column] })),
    seed: '0123456789abcdef0123456789abcdef',
    rowBudget: 400_000,
    cutoff: 0.5,
    context: { signal: new AbortController().signal, progress: silent },
  };
  const exact = await predictor.readExactly(Float64Array.from([...question.instance, ...rows]));
  return explainPrediction({ ...question, exact });
}

const cases = fixture.cases.filter(({ exact }) => exact !== null);

describe('Python shap on models of common exporters', () => {
  it.each(cases)('$name: exact values equal those of its own exact explainer to 1e-6', async (peer) => {
    const found = await explained(peer);
    const space = found.spaces.find((each) => each.space === peer.exact!.space);
    expect(space?.engine).toMatch(/^(tree|linear)-shap$/);
    peer.exact!.values.forEach((expected, i) => {
      expect(Math.abs(space!.attributions[i]!.attribution - expected)).toBeLessThan(1e-6);
    });
  });

  it.each(cases)('$name: Kernel SHAP with l1 off lies within three standard errors', async (peer) => {
    const found = await explained(peer);
    const space = found.spaces.find((each) => each.space === 'probability')!;
    expect(space.baseValue).toBeCloseTo(peer.baseValue, 6);
    expect(space.value).toBeCloseTo(peer.value, 6);
    peer.kernel.forEach((expected, i) => {
      const { attribution, standardError } = space.attributions[i]!;
      expect(Math.abs(attribution - expected)).toBeLessThanOrEqual(3 * standardError + 1e-6);
    });
  });

  it.each(cases)('$name: the exact engine and Kernel SHAP check each other', async (peer) => {
    const found = await explained(peer);
    const check = found.crossChecks.find(({ engine }) => /, beside (tree|linear)-shap$/.test(engine));
    expect(check?.space).toBe(peer.exact!.space);
    expect(check?.values).toHaveLength(peer.inputs.length);
    const largest = Math.max(
      ...found.spaces.flatMap(({ attributions }) => attributions.map((each) => Math.abs(each.attribution))),
    );
    expect(check!.maxAbsDifference).toBeLessThan(0.05 * largest);
  });
});
