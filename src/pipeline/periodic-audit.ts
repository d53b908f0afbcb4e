import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { auditBefore, changeSince } from '../bias/change-since.ts';
import { selectionsOf } from '../bias/selection-of.ts';
import { suppressForPublication } from '../bias/suppress.ts';
import { trendOf } from '../bias/trend-of.ts';
import type { AuditAnswer } from '../core/answers.ts';
import type { AuditRecord } from '../core/audit-record.ts';
import type { ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import type { FileDigest } from '../core/evidence.ts';
import type { BiasAudit } from '../core/findings.ts';
import type { HistoryEntry } from '../core/history.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { sha256Hex } from '../core/sha256.ts';
import { profileFor } from '../policy/profile-for.ts';
import { canonicalJson } from '../seal/canonical-json.ts';
import { type History, nextLine } from '../seal/history.ts';
import { auditAnswer } from './answers.ts';
import { auditCounts } from './audit.ts';
import { type CountedSlice, countPeriod, type PeriodQuestion } from './count-period.ts';
import { appendHistory, openHistory, withHistoryLock } from './history-file.ts';
import { readTemplate } from './template-files.ts';
import { type Threads, withThreads } from './threads.ts';
import { tool } from './tool.ts';
import { wellFormed } from './well-formed.ts';
import { type OutputFile, writeFolder } from './write-folder.ts';

export interface PeriodicAuditOptions extends PeriodQuestion {
  profile?: string | RegimeProfile | undefined;
  copy: AuditRecord['copy'];
  /** The folder to write, from the times of the first and the last decision; it comes into being whole or not at all. */
  directoryOf: (record: AuditRecord) => string;
  /** The history to read and to add to, from the name of the system. */
  historyOf: (system: string) => string;
  /** PEM of an Ed25519 private key. The audit is not signed without one. */
  privateKeyPem?: string | undefined;
  /** Is told which files were counted, before anything is computed from them. */
  onCounted?: (system: string, files: readonly FileDigest[]) => void;
}

/** The answer of an audit that is written. */
export type WrittenAudit = AuditAnswer & Required<Pick<AuditAnswer, 'directory' | 'files' | 'issues'>>;

/**
 * Audits a period without a contested decision: counts -> record -> document -> pages -> seal, and one line more in the
 * history, by which the next audit says what changed. An external copy adds no line.
 * @throws DossierError usage/*, input/*, analysis/*, seal/*, output/*
 */
export async function auditPeriod(options: PeriodicAuditOptions): Promise<WrittenAudit> {
  const template = await readTemplate('audit');
  const profileOf = (to: string) => profileFor(to, options.profile);
  // What makes the files loads while rows are counted.
  const [slice, { auditFiles }] = await Promise.all([countPeriod(options, profileOf), import('./audit-files.ts')]);
  const counted = wellFormed(slice);
  options.onCounted?.(counted.case.system.id, counted.files);
  const path = options.historyOf(counted.case.system.id);
  const write = async (threads: Threads): Promise<WrittenAudit> => {
    const history = await openHistory(path, counted.case.system.id);
    const { record, line } = recordOf(counted, options, { history, path });
    const shown = options.copy === 'external' ? published(record, options.cells) : record;
    const directory = options.directoryOf(shown);
    assertApart(directory, path);
    const making = { template, counted, threads, privateKeyPem: options.privateKeyPem };
    const { files, pages } = await auditFiles(shown, making);
    await writeFolder(directory, files, options.context.signal);
    if (line !== null && options.copy === 'internal') await appendHistory(path, line, history.lastSha256);
    return { ...answerOf(shown, { directory, pages, files }), isRepeated: line === null };
  };
  // Not before: counting takes all cores.
  return withThreads(options.context.signal, (threads) => withHistoryLock(path, () => write(threads)));
}

/** A folder that is written anew would take the history in it away. */
function assertApart(directory: string, history: string): void {
  const inside = relative(resolve(directory), resolve(history));
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return;
  throw new DossierError('usage/history-in-folder', `the history ${history} lies in the folder that is to be written`, {
    hint: 'Name a history beside the folder with --history.',
  });
}

/** The digest of a file of cells is that of counts, too. */
function published(record: AuditRecord, cells = ''): AuditRecord {
  return suppressForPublication({ ...record, files: record.files.filter(({ path }) => path !== basename(cells)) });
}

interface Recorded {
  record: AuditRecord;
  /** Null where the history ends with this very audit. */
  line: string | null;
}

function recordOf(
  counted: CountedSlice,
  options: PeriodicAuditOptions,
  { history, path }: { history: History; path: string },
): Recorded {
  const { case: declaration, asOf, counts, periods, training, files } = counted;
  const bias = auditCounts(declaration, counts, { ...options, from: options.since });
  if ('notAvailable' in bias) throw new DossierError('analysis/audit-not-available', bias.notAvailable);
  const attributes = declaration.protected?.attributes ?? [];
  const auditId = auditIdOf(counted, options, bias);
  const entry = entryOf(counts.table, bias, { auditId, asOf, system: declaration.system.id });
  const last = history.entries.at(-1);
  const isRepeated = last?.auditId === auditId;
  const before = auditBefore(history.entries, entry);
  const next = isRepeated ? null : nextLine(history, entry);
  const link = next === null ? { ...last, sha256: history.lastSha256 } : { ...next.entry, sha256: next.sha256 };
  const record: AuditRecord = {
    schema: 'dossier.audit-record/1',
    ...{ tool, auditId, asOf, files, bias, training, cells: counts.table },
    system: declaration.system,
    decision: declaration.decision,
    protected: { attributes },
    copy: 'internal',
    period: { since: options.since ?? null, until: options.until ?? null },
    trend: 'notAvailable' in periods ? periods : trendOf(options.by, periods, attributes),
    change:
      before === undefined
        ? { notAvailable: 'the history holds no audit of earlier decisions' }
        : changeSince(before, entry),
    history: {
      file: basename(path),
      sequence: link.sequence ?? 1,
      previousSha256: link.previousSha256 ?? '',
      sha256: link.sha256,
    },
    suppressed: [],
    issues: issuesOf(bias),
  };
  return { record, line: next?.line ?? null };
}

/** Equal counts and equal questions give equal ids, whatever the trend is drawn by, and however long the log grows. */
function auditIdOf(
  { counts, case: { decision, protected: held } }: CountedSlice,
  { since, until }: PeriodicAuditOptions,
  { profile, confidence }: BiasAudit,
): string {
  const attributes = held?.attributes ?? [];
  const asked = { since: since ?? null, until: until ?? null, profile: profile.id, confidence, decision, attributes };
  return sha256Hex(canonicalJson({ ...asked, counts })).slice(0, 32);
}

function entryOf(
  table: ContingencyTable,
  bias: BiasAudit,
  about: Pick<HistoryEntry, 'auditId' | 'asOf' | 'system'>,
): Omit<HistoryEntry, 'schema' | 'sequence' | 'previousSha256'> {
  const { used, profile, confidence, favourable } = bias;
  return {
    ...about,
    ...{ from: table.from, to: table.to, used, profile: profile.id, confidence, favourable },
    attributes: bias.attributes.map(({ name, reference, disparities }) => {
      const compared = disparities.filter(({ metric }) => metric === 'selectionRate');
      const verdicts = new Map(compared.map(({ group, verdict }) => [group, verdict]));
      const selected = selectionsOf(table, table.attributes.indexOf(name), reference);
      const groups = selected.map(({ group, x, n }) => ({ group, x, n, verdict: verdicts.get(group) ?? null }));
      return { name, reference, groups };
    }),
  };
}

/** What a reader must know before any number. */
function issuesOf({ attributes }: BiasAudit): AuditRecord['issues'] {
  return attributes.flatMap(({ name, reference, groups }) => {
    if (groups.some(({ group, unknown, n }) => !unknown && group === reference && n > 0)) return [];
    return [
      {
        code: 'analysis/reference-group-empty',
        severity: 'error' as const,
        message: `nobody in the slice is of the group "${reference}", with which all other groups by ${name} are compared`,
        place: { file: 'case.yaml', at: 'protected.attributes' },
        hint: 'Spell the reference group as the data do.',
      },
    ];
  });
}

function answerOf(
  record: AuditRecord,
  { directory, pages, files }: { directory: string; pages: number; files: OutputFile[] },
): WrittenAudit {
  const { auditId, copy, period, training, trend, change, history, suppressed, issues } = record;
  return {
    ...auditAnswer(record.bias),
    ...{ auditId, copy, period, training, trend, change, history, suppressed, directory, pages, pdf: 'audit.pdf' },
    files: files.map(({ path, bytes }) => ({ path, sha256: sha256Hex(bytes) })),
    issues: issues.map(({ code, severity, message }) => ({ code, severity, message })),
  };
}
