import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { openBlockScorer as open } from '../../src/model/score-blocks.ts';
import { openBlockScorer, scoring } from '../../src/model/score-blocks.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';
import { compiled } from '../_support/compiled.ts';
import { projectFolder } from '../_support/places.ts';
import { keptFolder } from '../_support/temporary.ts';
import { randomForest } from '../bench/random-forest.ts';

const inputs = ['a', 'b', 'c'];
const model = randomForest({ inputs: 3, trees: 20, depth: 4, isClassifier: true });
const declaration = { inputs, positiveClass: 1 };
const prng = xoshiro128('0123456789abcdef0123456789abcdef');
const blocks = [500, 1, 64].map((n) => ({
  n,
  rows: Float64Array.from({ length: n * 3 }, () => prng.next() / 2 ** 32),
}));

async function scoresBy(opener: typeof open): Promise<Float64Array[]> {
  const scorer = await opener(model, declaration, new Map(), new AbortController().signal);
  expect([scorer.columns.map(({ name }) => name), scorer.areProbabilities]).toEqual([inputs, true]);
  const asked = blocks.map(({ rows, n }) => scorer.score(rows, n));
  const scores = await Promise.all(asked);
  await scorer.close();
  return scores;
}

describe('blocks of rows', () => {
  const folders = readdirSync(join(projectFolder, 'src/model'), { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  const module = compiled(keptFolder(), ['core', 'numeric', 'model', ...folders.map(({ name }) => `model/${name}`)]);

  it('have the same scores, in the order of asking, when a thread makes them', async () => {
    const { openBlockScorer: inThread } = (await import(module('model/score-blocks.js'))) as {
      openBlockScorer: typeof open;
    };
    const [here, there] = [await scoresBy(openBlockScorer), await scoresBy(inThread)];
    expect(there.map(({ length }) => length)).toEqual([500, 1, 64]);
    expect(there).toEqual(here);
    expect(new Set(here[0]).size).toBeGreaterThan(5);
  });

  it('are refused with the code of the model that cannot be opened, from a thread as well', async () => {
    const { openBlockScorer: inThread } = (await import(module('model/score-blocks.js'))) as {
      openBlockScorer: typeof open;
    };
    for (const opener of [openBlockScorer, inThread]) {
      const opening = opener(new Uint8Array([1, 2, 3]), declaration, new Map(), new AbortController().signal);
      await expect(opening).rejects.toMatchObject({ code: 'model/unreadable' });
    }
  });

  it('end with the reason of an abort', async () => {
    const { openBlockScorer: inThread } = (await import(module('model/score-blocks.js'))) as {
      openBlockScorer: typeof open;
    };
    const controller = new AbortController();
    const scorer = await inThread(model, declaration, new Map(), controller.signal);
    const asked = scorer.score(blocks[0]?.rows ?? new Float64Array(), 500);
    controller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await expect(scorer.score(new Float64Array(3), 1)).rejects.toThrow('enough');
  });

  it('cannot come before their model', async () => {
    await expect(scoring()({ rows: new Float64Array(3), n: 1 })).rejects.toThrow(TypeError);
  });
});
