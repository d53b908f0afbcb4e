import { DossierError } from '../core/error.ts';
import type { Issue } from '../core/issue.ts';
import { captureConflicts } from './capture/conflicts.ts';
import { documentsOfExport } from './documents-of-export.ts';
import type { Fact } from './fact.ts';
import type { ExportDocument, ImportReport, LineageFormat, LineageReading } from './format.ts';
import { lineageFormats } from './formats/registry.ts';
import { seenIn } from './seen-in.ts';

const HEAD_CHARACTERS = 65_536;

/** What was counted in the documents of one format. */
export interface FormatReport {
  /** The id of the format. */
  format: string;
  documents: number;
  counts: ImportReport;
}

/**
 * Every fact that the exports state, format by format and then in the order of the files; formats are told apart by
 * content.
 * @throws DossierError input/lineage-unknown-format, input/lineage-unreadable
 */
export function readLineage(files: readonly { path: string; bytes: Uint8Array }[]): {
  facts: Fact[];
  issues: Issue[];
  reports: FormatReport[];
} {
  const byFormat = new Map<LineageFormat, ExportDocument[]>();
  for (const { path, bytes } of files) {
    for (const [format, documents] of sorted(documentsOfExport(bytes, path), path)) {
      byFormat.set(format, [...(byFormat.get(format) ?? []), ...documents]);
    }
  }
  const readings = lineageFormats.flatMap((format) => {
    const documents = byFormat.get(format);
    return documents === undefined ? [] : [{ format, documents, reading: format.read(documents) }];
  });
  return {
    facts: readings.flatMap(({ reading }) => reading.facts),
    issues: [...readings.flatMap(({ reading }) => reading.issues), ...contradictions(readings)],
    reports: readings.map(({ format, documents, reading }) => ({
      format: format.meta.id,
      documents: documents.length,
      counts: reading.report,
    })),
  };
}

/** What was frozen against what the other exports say. */
function contradictions(readings: readonly { format: LineageFormat; reading: LineageReading }[]): Issue[] {
  const isFrozen = ({ format }: { format: LineageFormat }): boolean => format.meta.id === 'capture';
  const frozen = readings.filter(isFrozen).flatMap(({ reading }) => reading.facts);
  const others = readings.filter((each) => !isFrozen(each)).flatMap(({ reading }) => reading.facts);
  return captureConflicts(frozen, others);
}

/** Documents of one export by format. Those that no format knows belong to the surest of the others beside them. */
function sorted(documents: readonly ExportDocument[], path: string): Map<LineageFormat, ExportDocument[]> {
  const guesses = documents.map((document) => ({ document, ...guessOf(document.text.slice(0, HEAD_CHARACTERS)) }));
  let surest = guesses[0];
  for (const guess of guesses) if (guess.score > (surest?.score ?? 0)) surest = guess;
  if (surest?.format == null) throw unknownFormat(path, documents[0]?.text ?? '');
  const byFormat = new Map<LineageFormat, ExportDocument[]>();
  for (const { document, format } of guesses) {
    const known = byFormat.get(format ?? surest.format);
    if (known === undefined) byFormat.set(format ?? surest.format, [document]);
    else known.push(document);
  }
  return byFormat;
}

function guessOf(head: string): { format: LineageFormat | null; score: number } {
  let best: { format: LineageFormat | null; score: number } = { format: null, score: 0 };
  for (const format of lineageFormats) {
    const score = format.detect(head);
    if (score > best.score) best = { format, score };
  }
  return best;
}

function unknownFormat(path: string, text: string): DossierError {
  const known = lineageFormats.map(({ meta, marks }) => `${meta.title} (${marks})`);
  return new DossierError(
    'input/lineage-unknown-format',
    `${path} is of no lineage format that is known here: it ${seenIn(text.slice(0, HEAD_CHARACTERS))}`,
    { place: { file: path }, hint: `Give an export of one of: ${known.join('; ')}.` },
  );
}
