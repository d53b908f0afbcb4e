import { DossierError } from '../core/error.ts';
import { MAX_UNPACKED_BYTES, unpackText } from '../data/unpack-text.ts';

/**
 * The text of an export that holds something.
 * @throws DossierError input/lineage-unreadable
 */
export function textOfExport(bytes: Uint8Array, file: string): string {
  const unpacked = unpackText(bytes);
  if (unpacked.text === null) {
    throw new DossierError('input/lineage-unreadable', `${file} cannot be unpacked`, {
      place: { file },
      hint: `Export it again; unpacked it may hold at most ${MAX_UNPACKED_BYTES} bytes.`,
      cause: unpacked.cause,
    });
  }
  if (unpacked.text.trim() !== '') return unpacked.text;
  throw new DossierError('input/lineage-unreadable', `${file} is empty`, {
    place: { file },
    hint: 'Export the lineage again.',
  });
}
