import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { DossierError } from '../core/error.ts';
import { type History, readHistory } from '../seal/history.ts';

const LARGEST = 64 * 1024 * 1024;

const VERDICTS = ['flagged', 'practical-only', 'statistical-only', 'clear', 'inconclusive'] as const;
const count = z.number().min(0);
const shape = z.array(
  z.object({
    sequence: z.number().int(),
    auditId: z.string(),
    system: z.string(),
    ...{ asOf: z.string(), from: z.string(), to: z.string(), profile: z.string(), favourable: z.string() },
    used: count,
    confidence: z.number().gt(0).lt(1),
    attributes: z.array(
      z.object({
        ...{ name: z.string(), reference: z.string() },
        groups: z.array(z.object({ group: z.string(), x: count, n: count, verdict: z.enum(VERDICTS).nullable() })),
      }),
    ),
  }),
);

/**
 * Reads the history of a system; an empty one when there is no file yet.
 * @throws DossierError seal/history-broken, seal/history-of-another, input/history-too-large
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

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= LARGEST) return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new DossierError('input/history-unreadable', `the history ${path} cannot be read`, {
      place: { file: path },
      hint: 'Name a file with --history.',
      cause: error,
    });
  }
  throw new DossierError('input/history-too-large', `the history ${path} is larger than ${LARGEST} bytes`, {
    place: { file: path },
    hint: 'Begin a new history with --history, and keep this one.',
  });
}

/**
 * Does work while no other audit can write the history.
 * @throws DossierError output/history-locked, output/not-writable
 */
export async function withHistoryLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await (await open(lock, 'wx')).close();
  } catch (cause) {
    throw notWritable(lock, path, cause);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Adds one line: the whole file is written aside and then renamed, so that no half line is ever left. */
export async function appendHistory(path: string, line: string): Promise<void> {
  const aside = `${path}.${randomUUID()}.partial`;
  try {
    await writeFile(aside, (await textOf(path)) + line, { flag: 'wx' });
    await rename(aside, path);
  } catch (cause) {
    await rm(aside, { force: true }).catch(() => undefined);
    if (cause instanceof DossierError) throw cause;
    throw notWritable(path, path, cause);
  }
}

function notWritable(at: string, path: string, cause: unknown): DossierError {
  if ((cause as NodeJS.ErrnoException).code === 'EEXIST') {
    return new DossierError('output/history-locked', `another audit is writing ${path}`, {
      place: { file: at },
      hint: `Wait for it to end; if none is running, remove ${at}.`,
      cause,
    });
  }
  return new DossierError('output/not-writable', `the history ${path} cannot be written`, {
    place: { file: path },
    hint: 'Name a file that can be written with --history.',
    cause,
  });
}
