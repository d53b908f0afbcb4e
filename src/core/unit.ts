import type { Source } from './citation.ts';

/** What every self-describing unit says of itself: a lineage format, a metric, a section, a regime. */
export interface UnitMeta {
  /** Equal to the file name. */
  readonly id: string;
  readonly title: string;
  /** The question it answers, as a reader would ask it. Ends in a question mark. */
  readonly answers: string;
  readonly source: Source;
  /** What it cannot tell; at least one. */
  readonly limits: readonly string[];
}
