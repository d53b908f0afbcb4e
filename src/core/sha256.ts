import { createHash } from 'node:crypto';

/** SHA-256 of bytes or of a UTF-8 text, as 64 lower-case hexadecimal digits (FIPS 180-4). */
export function sha256Hex(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
