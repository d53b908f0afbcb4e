import { z } from 'zod';
import type { Citation } from '../../core/citation.ts';
import { type Fact, UNDATED } from '../fact.ts';

/** The first line of a capture says that it is one. */
export const CAPTURE_SCHEMA = 'dossier.capture/1';

const text = z.string().min(1).max(100_000);
const name = z.strictObject({ namespace: text, name: text });
const version = z.string().nullable();
const state = z.enum(['START', 'RUNNING', 'COMPLETE', 'FAIL', 'ABORT', 'OTHER']);
const direction = z.enum(['input', 'output']);
const stated = {
  at: z.string().refine((at) => at === UNDATED || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)),
  grade: z.enum(['recorded', 'declared', 'inferred']),
  /** The record that the fact was taken from. */
  from: z.strictObject({ file: z.string(), at: z.string() }),
};
const about = { ...stated, dataset: name, version, run: z.string().nullable() };

const factLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run-state'), ...stated, run: text, job: name, state }),
  z.strictObject({ kind: z.literal('run-parent'), ...stated, run: text, parent: text }),
  z.strictObject({ kind: z.literal('run-engine'), ...stated, run: text, engine: z.string() }),
  z.strictObject({ kind: z.literal('run-dataset'), ...about, run: text, direction, state }),
  z.strictObject({ kind: z.literal('job-dataset'), ...about, job: name, direction }),
  z.strictObject({
    ...{ kind: z.literal('job-code'), ...stated, run: z.string().nullable(), job: name, repository: text },
    ...{ path: z.string().nullable(), commit: z.string().nullable(), branch: z.string().nullable() },
  }),
  z.strictObject({ kind: z.literal('dataset-digest'), ...about, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ kind: z.literal('dataset-schema'), ...about, columns: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('dataset-type'), ...about, type: z.string() }),
  z.strictObject({ kind: z.literal('dataset-owner'), ...about, owner: z.string(), role: z.string().optional() }),
  z.strictObject({ kind: z.literal('dataset-domain'), ...about, domain: z.string() }),
  z.strictObject({ kind: z.literal('model-version'), ...about, model: z.string(), modelVersion: z.string() }),
  z.strictObject({
    ...{ kind: z.literal('model-stage'), ...about, model: z.string(), modelVersion: z.string(), stage: z.string() },
  }),
  z.strictObject({ kind: z.literal('dataset-derivation'), ...about, source: name, sourceVersion: version }),
  z.strictObject({ kind: z.literal('dataset-alias'), ...about, alias: name }),
  z.strictObject({ kind: z.literal('dataset-rows'), ...about, rows: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('dataset-tag'), ...about, key: z.string(), value: z.string() }),
  z.strictObject({
    ...{ kind: z.literal('column-derivation'), ...about, column: z.string().nullable(), source: name },
    ...{ sourceColumn: z.string(), transformation: z.string(), masked: z.boolean() },
  }),
]);

/** A fact as a line of a capture. */
export function writtenFact({ citation, ...fact }: Fact): string {
  return `${JSON.stringify({ ...fact, from: citation })}\n`;
}

/** The fact that a line states, on the word of that line. Null when it states none. */
export function readFact(value: unknown, citation: Citation): Fact | null {
  const parsed = factLine.safeParse(value);
  if (!parsed.success) return null;
  const { from: _from, ...fact } = parsed.data;
  return { ...fact, citation };
}
