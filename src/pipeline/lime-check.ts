import { explainLocally } from '../attribution/lime/explain-locally.ts';
import type { LimeCheck } from '../core/examination.ts';
import type { NotAvailable } from '../core/findings.ts';
import { adverseIsHigh, type Stated, scorerOf } from './examined.ts';

/** The reference's default. */
const SAMPLES = 5000;
const COMPARED = 4;

/** A local linear model beside the attribution, on the leading scale. No reason is ever taken from it. */
export async function limeCheck(
  { examined, leading }: Stated,
  rows: ArrayLike<number>,
  seed: string,
): Promise<LimeCheck | NotAvailable> {
  const { players, replayed } = examined;
  if (players.length === 0) return { notAvailable: 'the model reads no feature' };
  const score = scorerOf(examined, leading.space);
  const { instance } = replayed;
  const model = await explainLocally({ instance, rows, players, seed, samples: SAMPLES, score });
  const sign = adverseIsHigh(replayed) ? 1 : -1;
  const largest = (values: readonly number[]): number[] =>
    values
      .map((value, index) => ({ index, towards: sign * value }))
      .filter(({ towards }) => towards > 0)
      .sort((one, other) => other.towards - one.towards || one.index - other.index)
      .slice(0, COMPARED)
      .map(({ index }) => index);
  const ours = largest(leading.attributions.map(({ attribution }) => attribution));
  const theirs = largest(model.weights.map((weight) => weight ?? 0));
  const { kernelWidth, r2, intercept, weights, prediction } = model;
  return {
    ...{ samples: SAMPLES, seed, kernelWidth, r2, intercept, weights },
    localPrediction: prediction,
    localError: Math.abs(prediction - leading.value),
    shared: ours.filter((index) => theirs.includes(index)).length,
  };
}
