import { gunzipSync } from 'node:zlib';
import { DossierError } from '../core/error.ts';

/** More than any export that is worth unpacking in memory; a compression bomb stops here. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/**
 * The text of an export: UTF-8, gzip undone where the bytes begin as gzip does.
 * @throws DossierError input/lineage-unreadable
 */
export function decodeExport(bytes: Uint8Array, file: string): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = new TextDecoder('utf-8').decode(isGzip ? unpack(bytes, file) : bytes);
  if (text.trim() !== '') return text;
  throw new DossierError('input/lineage-unreadable', `${file} is empty`, {
    place: { file },
    hint: 'Export the lineage again.',
  });
}

function unpack(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    throw new DossierError('input/lineage-unreadable', `${file} cannot be unpacked`, {
      place: { file },
      hint: `Export it again; unpacked it may hold at most ${MAX_UNPACKED_BYTES} bytes.`,
      cause,
    });
  }
}
