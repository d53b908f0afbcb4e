import { appendFile } from 'node:fs/promises';
import { DossierError } from '../core/error.ts';
import type { Evidence, FileDigest } from '../core/evidence.ts';
import type { Issue } from '../core/issue.ts';
import {
  OWN_NAMESPACE,
  type OwnFile,
  type OwnRun,
  type OwnState,
  type OwnUses,
  ownEvent,
  ownRunId,
} from '../lineage/run-events.ts';
import { producer, tool } from './tool.ts';

/** Sends one event to a server; throws when it was not taken. */
export type PostEvent = (url: string, event: string) => Promise<void>;

export interface EmitOptions {
  /** Files, to which events are appended, and http or https addresses. */
  targets: readonly string[];
  /** Given by who starts the tool; else derived from what is asked and when. */
  runId?: string | undefined;
  /** Whether an event that cannot be delivered ends the run, instead of being an issue. */
  isRequired: boolean;
  /** The time, ISO 8601. */
  now: () => string;
  post: PostEvent;
}

export type { OwnUses };

const NOTHING: OwnUses = { inputs: [], outputs: [] };

/**
 * Does some work and tells where asked to that it began, and how it ended: as OpenLineage events of a job of our own.
 *
 * @param asked - what makes one run another, such as the prediction and the template
 * @param work - is handed a function to say what was read and written
 * @throws DossierError output/lineage-not-emitted, where delivery is required; and what `work` throws
 */
export async function emitting<T>(
  options: EmitOptions,
  job: string,
  asked: readonly unknown[],
  work: (says: (uses: OwnUses) => void) => Promise<T>,
): Promise<{ value: T; issues: Issue[] }> {
  const issues: Issue[] = [];
  let uses = NOTHING;
  const says = (found: OwnUses): void => {
    uses = found;
  };
  if (options.targets.length === 0) return { value: await work(says), issues };
  const startedAt = options.now();
  const run: OwnRun = { job, runId: options.runId ?? ownRunId([job, ...asked, startedAt]), producer, engine: tool };
  const tell = async (state: OwnState, at: string): Promise<void> => {
    issues.push(...(await delivered(options, ownEvent(run, state, at, state.type === 'START' ? NOTHING : uses))));
  };
  await tell({ type: 'START' }, startedAt);
  let value: T;
  try {
    value = await work(says);
  } catch (error) {
    const message = error instanceof DossierError ? `${error.code}: ${error.message}` : 'a fault in dossier';
    await delivered({ ...options, isRequired: false }, ownEvent(run, { type: 'FAIL', message }, options.now(), uses));
    throw error;
  }
  await tell({ type: 'COMPLETE' }, options.now());
  return { value, issues };
}

async function delivered({ targets, isRequired, post }: EmitOptions, event: string): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const target of targets) {
    try {
      if (/^https?:\/\//i.test(target)) await post(target, event);
      else await appendFile(target, event);
    } catch (cause) {
      const because = cause instanceof Error ? cause.message : String(cause);
      const message = `the lineage of this run was not delivered to ${target}: ${because}`;
      const hint = 'Check the address, the token in DOSSIER_LINEAGE_TOKEN and the folder.';
      if (isRequired) throw new DossierError('output/lineage-not-emitted', message, { cause, hint });
      issues.push({ code: 'pipeline/lineage-not-emitted', severity: 'warning', message, hint });
    }
  }
  return issues;
}

/** Files of a case under the names that the lineage gives them, where it names them. */
export function filesOfEvidence({
  case: declaration,
  chain,
  files,
}: Pick<Evidence, 'case' | 'chain' | 'files'>): OwnFile[] {
  const named = new Map(
    [chain.model, chain.training, ...chain.upstream].flatMap((record) =>
      record?.path == null ? [] : [[record.path, { namespace: record.namespace, name: record.name }] as const],
    ),
  );
  return files.map((file) => ({ ...ownFile(declaration.system.id, file), ...named.get(file.path) }));
}

/** A file under a name of our own. @param of - what the file belongs to, such as the system of the case */
export function ownFile(
  of: string,
  { path, sha256, bytes }: Omit<FileDigest, 'bytes'> & { bytes: number | null },
): OwnFile {
  return { namespace: OWN_NAMESPACE, name: `${of}/${path}`, sha256, bytes };
}
