import { inflateRawSync } from 'node:zlib';

/** The UTF-8 text behind base64 of a raw deflate stream, at most `most` bytes of it; null for what is none. */
export function inflateText(base64: string, most: number): string | null {
  try {
    return inflateRawSync(Buffer.from(base64, 'base64'), { maxOutputLength: most }).toString('utf8');
  } catch {
    return null;
  }
}
