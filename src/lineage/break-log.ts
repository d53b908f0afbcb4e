import type { Citation } from '../core/citation.ts';
import type { Issue } from '../core/issue.ts';
import { BREAKS, type BreakCode, breakIssue } from './breaks.ts';

/** Breaks in the order in which the chain was followed, each once, and the nodes of the drawing that they mar. */
export interface BreakLog {
  /** @param about - ids of the nodes concerned */
  report(code: BreakCode, message: string, detail?: { about?: readonly string[]; place?: Citation | undefined }): void;
  readonly issues: readonly Issue[];
  isBroken(node: string): boolean;
}

export function breakLog(): BreakLog {
  const issues: Issue[] = [];
  const broken = new Set<string>();
  return {
    issues,
    isBroken: (node) => broken.has(node),
    report(code, message, { about = [], place } = {}) {
      if (BREAKS[code].severity === 'error') for (const node of about) broken.add(node);
      if (issues.some((issue) => issue.code === code && issue.message === message)) return;
      issues.push(breakIssue(code, message, place));
    },
  };
}
