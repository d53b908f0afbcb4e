import type { Issue } from '../core/issue.ts';

const SIGN = { error: '✗', warning: '!', info: '·' } as const;

/** Issues, one a line, the gravest first. Notes are counted, not listed. */
export function issueLines(issues: readonly Pick<Issue, 'code' | 'severity' | 'message'>[]): string[] {
  const infos = issues.filter((issue) => issue.severity === 'info').length;
  const notes = infos === 1 ? '1 note' : `${infos} notes`;
  const grave = (['error', 'warning'] as const).flatMap((severity) =>
    issues.filter((issue) => issue.severity === severity),
  );
  if (grave.length === 0) return [`  no gap was found${infos === 0 ? '' : `; ${notes}`}`];
  return [
    ...grave.map(({ severity, code, message }) => `  ${SIGN[severity]} ${code}: ${message}`),
    ...(infos === 0 ? [] : [`  ${SIGN.info} ${notes}`]),
  ];
}
