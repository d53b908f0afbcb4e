import type { RecordedCertificate } from './certificate.ts';
import { type ExportFile, jsonRecords } from './json-records.ts';
import { textIn } from './json-value.ts';
import { openlineageCertificates } from './openlineage-certificates.ts';
import { recordedTime } from './recorded-time.ts';

/**
 * The data-quality certificates in lineage exports, oldest first. None is bound to a chain yet (bindCertificates).
 *
 * @param asOf - ISO 8601; what was stated later is left out
 */
export function readCertificates(files: readonly ExportFile[], asOf: string): RecordedCertificate[] {
  const until = recordedTime(asOf) ?? asOf;
  return files
    .flatMap((file) => openlineageCertificates(recordsUntil(file, until), file.path))
    .sort((one, other) => compare(rank(one), rank(other)));
}

/** Later records are left out before repeats are counted once, so that a later repeat cannot hide an earlier one. */
function recordsUntil(file: ExportFile, until: string): ReturnType<typeof jsonRecords> {
  return jsonRecords(file).filter(({ value }) => {
    const time = recordedTime(textIn(value, 'eventTime') ?? '');
    return time !== null && time <= until;
  });
}

function rank({ producedAt, subject, id, citation }: RecordedCertificate): string {
  return JSON.stringify([producedAt, subject.namespace, subject.name, id, citation.file, citation.at]);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
