import { sha256Hex } from '../core/sha256.ts';

/**
 * The seed of an explanation: the first 16 bytes of SHA-256 over the digests of model and background and the bits of
 * the instance. The same question always draws the same coalitions; nobody can pick a draw that suits.
 *
 * @param backgroundSha256 - of all rows that are at hand, whether the run comes to use them or not
 * @param configuration - whatever else shapes the draw, e.g. players and row budget, as one text
 * @returns 32 hexadecimal digits
 */
export function deriveSeed(
  modelSha256: string,
  backgroundSha256: string,
  instance: Float64Array,
  configuration = '',
): string {
  const bits = new DataView(new ArrayBuffer(8));
  const words = Array.from(instance, (value) => {
    bits.setFloat64(0, value);
    return bits.getBigUint64(0).toString(16).padStart(16, '0');
  });
  const parts = ['kernel-shap/2', modelSha256, backgroundSha256, words.join('')];
  return sha256Hex([...parts, ...(configuration === '' ? [] : [configuration])].join(' ')).slice(0, 32);
}
