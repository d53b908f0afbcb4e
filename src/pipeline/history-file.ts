import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { DossierError } from '../core/error.ts';
import { readInstant } from '../core/instant.ts';
import { makeFolder } from '../data/make-folder.ts';
import { MEBIBYTE, readBytes } from '../data/regular-file.ts';
import { type History, readHistory } from '../seal/history.ts';

/** Some ten thousand audits. */
const LARGEST = 64 * MEBIBYTE;

const VERDICTS = ['flagged', 'practical-only', 'statistical-only', 'clear', 'inconclusive'] as const;
const count = z.number().min(0);
const time = z.string().refine((text) => readInstant(text) !== null, 'is no time');
const group = z
  .object({ group: z.string(), x: count, n: count, verdict: z.enum(VERDICTS).nullable() })
  .refine(({ x, n }) => x <= n, 'counts more favourable decisions than decisions');
const shape = z.array(
  z.object({
    sequence: z.number().int(),
    auditId: z.string(),
    system: z.string(),
    ...{ asOf: time, from: time, to: time, profile: z.string(), favourable: z.string() },
    used: count,
    confidence: z.number().gt(0).lt(1),
    attributes: z.array(z.object({ name: z.string(), reference: z.string(), groups: z.array(group) })),
  }),
);

/**
 * Reads the history of a system; an empty one when there is no file yet.
 * @throws DossierError seal/history-broken, seal/history-of-another, input/file-too-large, input/not-a-file
 */
export async function openHistory(path: string, system: string): Promise<History> {
  const text = await textOf(path);
  const history = readHistory(text, path);
  const result = shape.safeParse(history.entries);
  if (!result.success) {
    const [issue] = result.error.issues;
    const line = Number(issue?.path[0] ?? 0) + 1;
    throw new DossierError('seal/history-broken', `line ${line} of ${path} is no entry: ${issue?.message}`, {
      place: { file: path, at: `line ${line}` },
      hint: 'Put back an unchanged copy of the history, or begin a new one with --history.',
    });
  }
  const other = history.entries.find((entry) => entry.system !== system);
  if (other === undefined) return history;
  throw new DossierError('seal/history-of-another', `${path} is the history of ${other.system}, not of ${system}`, {
    place: { file: path },
    hint: 'Name another file with --history.',
  });
}

/** An empty text when there is no file. A pipe or a folder is refused, and bytes that are no UTF-8. */
async function textOf(path: string): Promise<string> {
  const realPath = await realPathOf(path);
  if (realPath === null) return '';
  const bytes = await readBytes({ path, realPath }, LARGEST);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DossierError('seal/history-broken', `${path} is no text in UTF-8`, {
      place: { file: path },
      hint: 'Put back an unchanged copy of the history, or begin a new one with --history.',
      cause,
    });
  }
}

async function realPathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw notWritable(path, cause);
  }
}

/**
 * Does work while no other audit can write the history.
 * @throws DossierError output/history-locked, output/not-writable
 */
export async function withHistoryLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await makeFolder(dirname(path)).catch((cause: unknown) => {
    throw notWritable(path, cause);
  });
  try {
    await (await open(lock, 'wx')).close();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritable(path, cause);
    throw new DossierError('output/history-locked', `another audit is writing ${path}`, {
      place: { file: lock },
      hint: `Wait for it to end; if none is running, remove ${lock}.`,
      cause,
    });
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/**
 * Adds one line: the whole file is written aside and then renamed, so that no half line is ever left.
 * @param before - the digest of the last line, as it was read
 * @throws DossierError output/history-locked when someone else wrote in the meantime, output/not-writable
 */
export async function appendHistory(path: string, line: string, before: string): Promise<void> {
  const text = await textOf(path);
  if (readHistory(text, path).lastSha256 !== before) {
    throw new DossierError('output/history-locked', `${path} was changed while the audit ran`, {
      place: { file: path },
      hint: 'Run the audit again.',
    });
  }
  const target = (await realPathOf(path)) ?? path;
  const aside = `${target}.${randomUUID()}.partial`;
  try {
    await writeFile(aside, text + line, { flag: 'wx' });
    await rename(aside, target);
  } catch (cause) {
    throw notWritable(path, cause);
  } finally {
    await rm(aside, { force: true }).catch(() => undefined);
  }
}

function notWritable(path: string, cause: unknown): DossierError {
  const { code = 'no code' } = cause as NodeJS.ErrnoException;
  return new DossierError('output/not-writable', `the history ${path} cannot be written (${code})`, {
    place: { file: path },
    hint: 'Name a file that you may write to with --history.',
    cause,
  });
}
