import type { Issue, Severity } from '../../core/issue.ts';
import type { Words } from '../../core/words.ts';

/** Heaviest first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const NAMES: Record<Severity, string> = { error: 'severity.error', warning: 'severity.warning', info: 'severity.info' };

export function severityName(words: Words, severity: Severity): string {
  return words(NAMES[severity]);
}

/** All issues of both records, the heaviest first and otherwise in the order of the records. */
export function heaviestFirst(...lists: readonly (readonly Issue[])[]): Issue[] {
  return SEVERITIES.flatMap((severity) => lists.flat().filter((issue) => issue.severity === severity));
}
