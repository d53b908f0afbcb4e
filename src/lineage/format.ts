import type { Issue } from '../core/issue.ts';
import type { UnitMeta } from '../core/unit.ts';
import type { Fact } from './fact.ts';

/** Reads the exports of one lineage system. */
export interface LineageFormat {
  readonly meta: UnitMeta;
  /**
   * How surely a file is of this format, from its first characters: 0 not at all, 1 beyond doubt. Never throws.
   * @param head - the first 64 Ki characters or fewer
   */
  detect(head: string): number;
  /**
   * All that the file states; what cannot be read of it becomes an Issue.
   * @param file - the path to cite
   * @throws DossierError input/lineage-unreadable when nothing in the file can be read
   */
  read(text: string, file: string): { facts: Fact[]; issues: Issue[] };
}

export function defineLineageFormat(format: LineageFormat): LineageFormat {
  return format;
}
