import type { Issue } from '../core/issue.ts';
import type { UnitMeta } from '../core/unit.ts';
import type { Fact } from './fact.ts';

/** One text of an export: the file itself, or one member of an archive. */
export interface ExportDocument {
  text: string;
  /** The path to cite; `archive!/member` inside an archive. */
  file: string;
}

/** What was counted while reading, by what was counted: `events`, `jobs`, `dangling references`. */
export type ImportReport = Readonly<Record<string, number>>;

export interface LineageReading {
  facts: Fact[];
  issues: Issue[];
  report: ImportReport;
}

/** Reads the exports of one lineage system. */
export interface LineageFormat {
  readonly meta: UnitMeta;
  /** What tells a file of this format from others, to be said after "looked for". */
  readonly marks: string;
  /**
   * How surely a text is of this format, from its first characters: 0 not at all, 1 beyond doubt. Never throws. A
   * format whose records may lie inside those of another is the surer of the two about such a file.
   * @param head - the first 64 Ki characters or fewer
   */
  detect(head: string): number;
  /**
   * All that the documents state, read as one export, for systems write one file for each of their tables; what cannot
   * be read becomes an Issue.
   * @throws DossierError input/lineage-unreadable when nothing in them can be read
   */
  read(documents: readonly ExportDocument[]): LineageReading;
}

export function defineLineageFormat(format: LineageFormat): LineageFormat {
  return format;
}
