import { gunzipSync } from 'node:zlib';

/** More than any export that is worth unpacking in memory, 256 MiB; a compression bomb stops here. */
export const MAX_UNPACKED_BYTES: number = 2 ** 28;

/** The text, or why there is none. */
export type Unpacked = { text: string } | { text: null; cause: unknown };

/** The UTF-8 text of a file without its byte order mark; gzip is undone where the bytes begin as gzip does. */
export function unpackText(bytes: Uint8Array): Unpacked {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }) : bytes;
    if (plain.length > MAX_UNPACKED_BYTES) return { text: null, cause: new RangeError(`${plain.length} bytes`) };
    return { text: new TextDecoder('utf-8').decode(plain) };
  } catch (cause) {
    return { text: null, cause };
  }
}
