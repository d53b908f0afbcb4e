import { xoshiro128 } from '../../numeric/xoshiro128.ts';
import { type LocalModel, localModel } from './local-model.ts';
import { localFeatures, type Training } from './neighbourhood.ts';

interface LocalQuestion extends Training {
  /** 32 hexadecimal digits */
  seed: string;
  /** Rows of the neighbourhood, the instance among them. */
  samples: number;
  /** Row-major [n, inputs] in, [n] out. */
  score: (rows: Float64Array, n: number) => Promise<Float64Array>;
}

/**
 * LIME for tables with the reference's defaults: quartile bins, independent draws, 0/1 features, weighted ridge. A
 * cross-check of an attribution and no more: it has no efficiency, and it depends on the binning and the seed.
 *
 * @returns weights in the unit of the score, in the order of `players`
 * @see Ribeiro, Singh & Guestrin 2016, "Why should I trust you?", KDD
 */
export async function explainLocally(question: LocalQuestion): Promise<LocalModel> {
  const { instance, seed, samples, score } = question;
  const features = localFeatures(question);
  const prng = xoshiro128(seed);
  const width = instance.length;
  const rows = new Float64Array(samples * width);
  rows.set(Array.from(instance));
  for (const feature of features) {
    for (let row = 1; row < samples; row += 1) feature.draw(rows, row * width, prng);
  }
  const design = features.map((feature) =>
    Float64Array.from({ length: samples }, (_, row) =>
      row === 0 || feature.isLikeInstance(rows, row * width) ? 1 : 0,
    ),
  );
  return localModel(design, await score(rows, samples));
}
