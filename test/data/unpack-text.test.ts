import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MAX_UNPACKED_BYTES, unpackText } from '../../src/data/unpack-text.ts';

describe('unpackText', () => {
  it('gives the text of plain and of packed bytes, without a byte order mark', () => {
    const plain = new TextEncoder().encode('\ufeffä\n');
    expect(unpackText(plain)).toEqual({ text: 'ä\n' });
    expect(unpackText(gzipSync(plain))).toEqual({ text: 'ä\n' });
    expect(unpackText(new Uint8Array())).toEqual({ text: '' });
  });

  it('gives no text but the cause for gzip that was cut, and for more than the bound', () => {
    const cut = unpackText(gzipSync('{"a":1}').subarray(0, 15));
    expect(cut).toMatchObject({ text: null, cause: { code: 'Z_BUF_ERROR' } });
    const bomb = gzipSync(new Uint8Array(MAX_UNPACKED_BYTES + 1), { level: 1 });
    expect(unpackText(bomb)).toMatchObject({ text: null, cause: { code: 'ERR_BUFFER_TOO_LARGE' } });
  });
});
