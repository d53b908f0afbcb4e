import { compareText } from '../core/compare-text.ts';
import { readInstant } from '../core/instant.ts';
import { type JsonRecord, jsonRecords } from '../data/json-records.ts';
import { textAt } from '../data/json-value.ts';
import { unpackText } from '../data/unpack-text.ts';
import type { RecordedCertificate } from './certificate.ts';
import { openlineageCertificates } from './openlineage-certificates.ts';

/** An export of another system, as it lies in the case. */
export interface ExportFile {
  path: string;
  bytes: Uint8Array;
}

/**
 * The data-quality certificates in lineage exports, oldest first. None is bound to a chain yet (bindCertificates).
 *
 * @param asOf - ISO 8601; what was stated later is left out
 */
export function readCertificates(files: readonly ExportFile[], asOf: string): RecordedCertificate[] {
  const until = readInstant(asOf)?.at ?? asOf;
  return files
    .flatMap((file) => openlineageCertificates(recordsUntil(file, until), file.path))
    .sort((one, other) => compareText(rank(one), rank(other)));
}

/**
 * Later records are left out before repeats are counted once, so that a later repeat cannot hide an earlier one. What
 * cannot be read is passed over: the lineage is read from the same files, and names it.
 */
function recordsUntil({ bytes }: ExportFile, until: string): JsonRecord[] {
  return jsonRecords(unpackText(bytes).text ?? '').filter(({ value }) => {
    const time = readInstant(textAt(value, 'eventTime') ?? '');
    return time !== null && time.at <= until;
  });
}

function rank({ producedAt, subject, id, citation }: RecordedCertificate): string {
  return JSON.stringify([producedAt, subject.namespace, subject.name, id, citation.file, citation.at]);
}
