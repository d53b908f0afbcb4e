import { DossierError } from '../core/error.ts';
import type { InputLayout } from './model-columns.ts';
import { type OnnxModel, readOnnx, withSingleOutput } from './onnx-model.ts';
import { withOpenBatch } from './open-batch.ts';
import { probeRows } from './probe-rows.ts';
import type { RowCodec } from './row-codec.ts';
import { type ModelSession, type Output, openSession } from './session.ts';

/** Encoded rows that the model scores. */
export interface Probes {
  rows: Float64Array;
  n: number;
}

export interface ScoringSession {
  session: ModelSession;
  /** The graph that is run: the given one, or its copy with an open batch. */
  model: OnnxModel;
  /** Rows that each run must have. Null when it may have any number. */
  batch: number | null;
  probes: Probes;
}

export interface ScoringQuestion {
  model: OnnxModel;
  layout: InputLayout;
  codec: RowCodec;
  /** The score tensor. */
  tensor: string;
}

/** Two readings of one row agree when they differ by no more than this, or by this share of a larger score. */
const TOLERANCE = 1e-5;
/** The most rows that a model may insist on; a score of one row costs a run of them all. */
const LARGEST_BATCH = 4096;
/** Probe rows that are scored alone, too. */
const ALONE = 16;

const RANDOM: ReadonlySet<string> = new Set([
  'Bernoulli',
  'Multinomial',
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
]);

/**
 * Opens the score tensor of a model, and makes sure that a row's score is a property of the row. A graph that fixes
 * the number of rows is opened for any number where that changes no score of the probes; else it gets its number.
 *
 * @throws DossierError model/random, model/batch-dependent, model/input-shape, model/unreadable
 */
export async function openScoring(question: ScoringQuestion): Promise<ScoringSession> {
  const random = question.model.nodes.find(({ operator }) => RANDOM.has(operator));
  if (random !== undefined) throw notRepeatable(`draws random numbers (${random.operator})`);
  const batch = batchOf(question.layout);
  const given = await open(question, question.model, batch);
  try {
    await checkRows(given);
  } catch (error) {
    await given.session.release();
    throw error;
  }
  return batch === null ? given : opened(question, given);
}

async function open(
  { layout, codec, tensor }: ScoringQuestion,
  model: OnnxModel,
  batch: number | null,
): Promise<ScoringSession> {
  const session = await openSession({ bytes: withSingleOutput(model, tensor), layout, codec, tensor, batch });
  const rows = codec.encode(probeRows(model, layout.columns));
  const probes = await accepted(session, rows, layout.columns.length).catch(async (error: unknown) => {
    await session.release();
    throw error;
  });
  return { session, model, batch, probes };
}

/** The number of rows that the inputs agree to insist on. */
function batchOf({ inputs }: InputLayout): number | null {
  const sizes = new Set(inputs.flatMap(({ batch }) => batch ?? []));
  const [size = null] = sizes;
  if (sizes.size <= 1 && (size ?? 0) <= LARGEST_BATCH) return size;
  throw new DossierError('model/input-shape', `the model's inputs want ${[...sizes].join(' and ')} rows at once`, {
    hint: 'Export the model for any number of rows.',
  });
}

/** The session for any number of rows, or the given one where that fails or scores otherwise. */
async function opened(question: ScoringQuestion, given: ScoringSession): Promise<ScoringSession> {
  const { rows, n } = given.probes;
  const copy = await orNull(open(question, readOnnx(withOpenBatch(given.model.bytes)), null));
  if (copy === null) return given;
  const found = n === 0 ? null : await orNull(copy.session.run(rows, n));
  if (found !== null && agree(found, await given.session.run(rows, n))) {
    await given.session.release();
    return { ...copy, probes: given.probes };
  }
  await copy.session.release();
  return given;
}

/** The rows that a session scores: all of them, or each that it scores alone. */
async function accepted(session: ModelSession, rows: Float64Array, width: number): Promise<Probes> {
  const n = rows.length / width;
  if ((await orNull(session.run(rows, n))) !== null) return { rows, n };
  const kept: Float64Array[] = [];
  for (let row = 0; row < n; row += 1) {
    const alone = rows.subarray(row * width, (row + 1) * width);
    if ((await orNull(session.run(alone, 1))) !== null) kept.push(alone);
  }
  return { rows: Float64Array.from(kept.flatMap((each) => [...each])), n: kept.length };
}

/** @throws DossierError model/random, model/batch-dependent */
async function checkRows({ session, probes: { rows, n } }: ScoringSession): Promise<void> {
  if (n === 0) return;
  const whole = await session.run(rows, n);
  if (!agree(whole, await session.run(rows, n))) throw notRepeatable('gives the same rows other scores each time');
  for (let row = 0; row < Math.min(ALONE, n); row += 1) {
    const width = rows.length / n;
    const alone = await session.run(rows.subarray(row * width, (row + 1) * width), 1);
    if (agree(alone, { ...whole, values: whole.values.subarray(row * whole.width, (row + 1) * whole.width) })) continue;
    throw new DossierError(
      'model/batch-dependent',
      'the model scores a row otherwise in company than alone, so that no score belongs to one person',
      { hint: 'Export the model for inference, without statistics over the batch.' },
    );
  }
}

function agree(one: Output, other: Output): boolean {
  if (one.values.length !== other.values.length) return false;
  return one.values.every((value, index) => {
    const against = other.values[index] ?? Number.NaN;
    return Object.is(value, against) || Math.abs(value - against) <= TOLERANCE * Math.max(1, Math.abs(value));
  });
}

function notRepeatable(what: string): DossierError {
  return new DossierError('model/random', `the model ${what}, so that no score can be replayed`, {
    hint: 'Export the model for inference, without sampling or dropout.',
  });
}

/** Null for a foreseen failure: a model may refuse the probes, or a graph the change, and still score real rows. */
export async function orNull<T>(attempt: Promise<T>): Promise<T | null> {
  return attempt.catch((error: unknown) => {
    if (error instanceof DossierError) return null;
    throw error;
  });
}
