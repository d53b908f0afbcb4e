import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { AuditAnswer } from '../../src/core/answers.ts';
import { silent } from '../../src/core/run-context.ts';
import { auditPeriod, type PeriodicAuditOptions } from '../../src/pipeline/periodic-audit.ts';

export type Asked = Partial<Omit<PeriodicAuditOptions, 'directoryOf' | 'historyOf'>>;

/** Audits a case into `folder/name`; the history lies in `folder`. */
export function run(caseDirectory: string, folder: string, name: string, asked: Asked = {}): Promise<AuditAnswer> {
  return auditPeriod({
    ...{
      caseDirectory,
      by: 'month',
      copy: 'internal',
      context: { signal: new AbortController().signal, progress: silent },
    },
    ...asked,
    directoryOf: () => join(folder, name),
    historyOf: () => join(folder, 'history.ndjson'),
  });
}

export const upTo = (until: string): Asked => ({ until: `${until}T00:00:00.000Z` });
export const from = (since: string, until: string): Asked => ({ since: `${since}T00:00:00.000Z`, ...upTo(until) });
export const linesOf = (folder: string): string[] =>
  readFileSync(join(folder, 'history.ndjson'), 'utf8').trimEnd().split('\n');

/** Every file of a folder, by its path. */
export function filesIn(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}

/** SHA-256 of a text. */
export function digest(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
