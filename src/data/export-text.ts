import { gunzipSync } from 'node:zlib';
import { DossierError } from '../core/error.ts';

/** An export of another system, as it lies in the case. */
export interface ExportFile {
  path: string;
  bytes: Uint8Array;
}

/** What an export may hold at most, unpacked: 256 MiB. */
const LARGEST = 2 ** 28;

/**
 * The text of an export, unpacked where it is gzip. Bytes that are not UTF-8 become replacement characters.
 * @throws DossierError input/lineage-unreadable, input/lineage-too-large
 */
export function exportText({ path, bytes }: ExportFile): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(path, bytes) : bytes;
  if (plain.length > LARGEST) throw tooLarge(path);
  return new TextDecoder().decode(plain);
}

function unpack(path: string, bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path);
    throw new DossierError('input/lineage-unreadable', 'the packed export cannot be unpacked', {
      place: { file: path },
      hint: 'Copy the export again, or unpack it with gunzip and name the unpacked file.',
      cause,
    });
  }
}

function tooLarge(path: string): DossierError {
  return new DossierError('input/lineage-too-large', `the export holds more than ${LARGEST / 2 ** 20} MiB`, {
    place: { file: path },
    hint: 'Export the events of this decision system only, or split the export.',
  });
}
