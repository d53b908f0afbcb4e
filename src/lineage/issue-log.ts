import type { Citation } from '../core/citation.ts';
import type { Issue } from '../core/issue.ts';
import { type BreakCode, breakIssue } from './breaks.ts';

/** A file of nothing but bad records must not fill a dossier with them. */
const MAX_ISSUES = 20;

/** Issues met while reading exports. Of each code the first twenty of a file are kept, and how many more there were. */
export interface IssueLog {
  /** @param message - a sentence without a full stop that names the thing concerned */
  report(code: BreakCode, message: string, place: Citation): void;
  issues(): Issue[];
}

export function issueLog(): IssueLog {
  const byKind = new Map<string, { code: BreakCode; file: string; kept: Issue[]; count: number }>();
  return {
    report(code, message, place) {
      const key = JSON.stringify([code, place.file]);
      const kind = byKind.get(key) ?? { code, file: place.file, kept: [], count: 0 };
      kind.count += 1;
      if (kind.count <= MAX_ISSUES) kind.kept.push(breakIssue(code, message, place));
      byKind.set(key, kind);
    },
    issues: () =>
      [...byKind.values()].flatMap(({ code, file, kept, count }) =>
        count <= MAX_ISSUES
          ? kept
          : [...kept, breakIssue(code, `${count - MAX_ISSUES} more records of ${file} are like that`, { file })],
      ),
  };
}
