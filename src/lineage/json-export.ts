import type { Citation } from '../core/citation.ts';
import { DossierError } from '../core/error.ts';
import { jsonRecords } from '../data/json-records.ts';
import { isJsonObject, type JsonObject, member } from '../data/json-value.ts';
import type { ExportDocument } from './format.ts';
import type { IssueLog } from './issue-log.ts';

/** One JSON object of an export and where it lies. */
export interface JsonExportRecord {
  value: JsonObject;
  place: Citation;
}

/**
 * The JSON objects of all documents: whole documents, items of an array, or one a line. What is no object is reported.
 * @param noun - what a record is called, with its article
 * @throws DossierError input/lineage-unreadable when there is none, unless every document is an empty array
 */
export function jsonExport(documents: readonly ExportDocument[], noun: string, log: IssueLog): JsonExportRecord[] {
  const found = documents.flatMap(({ text, file }) => jsonRecords(text).map((each) => ({ ...each, file })));
  const records = found.flatMap(({ at, value, repeated, file }): JsonExportRecord[] => {
    const place = { file, at };
    if (repeated.length > 0) log.report(...memberRepeated(place, repeated));
    if (isJsonObject(value)) return [{ value, place }];
    const fault = value === undefined ? 'is not JSON' : `is not ${noun}`;
    log.report('lineage/event-malformed', `the record at ${at} of ${file} ${fault}`, place);
    return [];
  });
  if (records.length > 0 || found.length === 0) return records;
  throw new DossierError('input/lineage-unreadable', `nothing in ${documents[0]?.file} can be read`, {
    place: { file: documents[0]?.file ?? '' },
    hint: 'Export it again, whole.',
  });
}

/** What is to be reported of a record in which an object names members again. */
export function memberRepeated(
  place: Citation,
  repeated: readonly string[],
): [code: 'lineage/member-repeated', message: string, place: Citation] {
  const [first = ''] = repeated;
  const [where, others] = [below(place, first), repeated.length - 1];
  const more = others === 0 ? '' : `, and ${others} more of its members`;
  const message = `the record at ${place.at} of ${place.file} states ${where.at} more than once${more}; the last was read`;
  return ['lineage/member-repeated', message, where];
}

/** The place of a part of a record, by its path from the record. A whole document is cited by JSON pointer. */
export function within(place: Citation, ...path: readonly (string | number)[]): Citation {
  return below(place, path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
}

function below({ file, at }: Citation, pointer: string): Citation {
  if (at === 'line 1') return { file, at: pointer };
  return { file, at: at.startsWith('/') ? `${at}${pointer}` : `${at} ${pointer}` };
}

/** The objects in a list and their places. Items that are none are reported. */
export function recordsAt(record: JsonExportRecord, name: string, log: IssueLog): JsonExportRecord[] {
  const items = member(record.value, name);
  if (!Array.isArray(items)) return [];
  return items.flatMap((value: unknown, index): JsonExportRecord[] => {
    const place = within(record.place, name, index);
    if (isJsonObject(value)) return [{ value, place }];
    log.report('lineage/event-malformed', `the item at ${place.at} of ${place.file} is not an object`, place);
    return [];
  });
}
