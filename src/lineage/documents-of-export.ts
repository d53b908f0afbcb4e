import { DossierError } from '../core/error.ts';
import { MAX_UNPACKED_BYTES, unpackText } from '../data/unpack-text.ts';
import { isZip, unzip } from '../data/unzip.ts';
import type { ExportDocument } from './format.ts';

/**
 * The texts of an export that hold something: its own, or those of the files in an archive.
 * @throws DossierError input/lineage-unreadable
 */
export function documentsOfExport(bytes: Uint8Array, file: string): ExportDocument[] {
  const documents = isZip(bytes) ? documentsOfArchive(bytes, file) : [{ text: textOf(bytes, file), file }];
  const filled = documents.filter(({ text }) => /\S/.test(text));
  if (filled.length > 0) return filled;
  throw new DossierError('input/lineage-unreadable', `${file} is empty`, {
    place: { file },
    hint: 'Export the lineage again.',
  });
}

function documentsOfArchive(bytes: Uint8Array, file: string): ExportDocument[] {
  const unzipped = unzip(bytes);
  if (unzipped.members === null) throw unpackable(file, unzipped.cause);
  return unzipped.members.map(({ name, bytes: member }) => {
    const path = `${file}!/${name}`;
    return { text: textOf(member, path), file: path };
  });
}

function textOf(bytes: Uint8Array, file: string): string {
  const unpacked = unpackText(bytes);
  if (unpacked.text === null) throw unpackable(file, unpacked.cause);
  return unpacked.text;
}

function unpackable(file: string, cause: unknown): DossierError {
  return new DossierError('input/lineage-unreadable', `${file} cannot be unpacked`, {
    place: { file },
    hint: `Export it again; unpacked it may hold at most ${MAX_UNPACKED_BYTES} bytes.`,
    cause,
  });
}
