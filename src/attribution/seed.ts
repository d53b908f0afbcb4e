import { sha256Hex } from '../core/sha256.ts';

/**
 * The seed of an explanation: the first 16 bytes of SHA-256 over the digests of model and background and the bits of
 * the instance. The same question always draws the same coalitions; nobody can pick a draw that suits.
 *
 * @param configuration - whatever else shapes the draw, e.g. players and row budget, as one text
 * @returns 32 hexadecimal digits
 */
export function deriveSeed(
  modelSha256: string,
  backgroundSha256: string,
  instance: Float64Array,
  configuration = '',
): string {
  const bits = [...new Uint32Array(Float32Array.from(instance).buffer)].map((word) =>
    word.toString(16).padStart(8, '0'),
  );
  const parts = ['kernel-shap/1', modelSha256, backgroundSha256, bits.join('')];
  return sha256Hex([...parts, ...(configuration === '' ? [] : [configuration])].join(' ')).slice(0, 32);
}
