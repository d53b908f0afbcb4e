import { logistic, logit } from '../numeric/logistic.ts';
import { producerOf } from './class-labels.ts';
import type { InputLayout } from './model-columns.ts';
import { type OnnxModel, type OnnxNode, textAttribute, withSingleOutput } from './onnx-model.ts';
import type { RowCodec } from './row-codec.ts';
import { columnOf } from './score-column.ts';
import type { ScoreOutput } from './score-output.ts';
import { orNull, type Probes, type ScoringSession } from './scoring-session.ts';
import { type Output, openSession } from './session.ts';

/** The log-odds of a probability, and where they come from. */
export interface Margin {
  description: string;
  /** The tensor of raw scores that it is a part of. Null for the logit of a probability. */
  raw: RawScore | null;
  /** @returns [n]; infinite where a probability without raw score is 0 or 1 */
  predict(rows: Float64Array, n: number): Promise<Float64Array>;
  release(): Promise<void>;
}

/** The difference of two columns of a tensor; a column alone has no other. */
export interface RawScore {
  tensor: string;
  plus: number | null;
  minus: number | null;
  /** True when its node's post-transform has to be taken away first. */
  untransformed: boolean;
}

export interface MarginQuestion {
  score: ScoreOutput;
  /** Gives the score tensor. */
  scoring: ScoringSession;
  layout: InputLayout;
  codec: RowCodec;
}

/** Largest |logistic(margin) - probability| on the probes: float32 rounding, and nothing else. */
const TOLERANCE = 1e-6;
/** Probabilities nearer than this to 0 or 1 tell margins too badly apart to confirm one. */
const TELLING = 1e-3;

/**
 * Finds the margin of a probability: the raw score before a final LOGISTIC, SOFTMAX, Sigmoid or Softmax. How raw
 * scores map to the margin differs between exporters and runtimes, so nothing is assumed: a form is accepted only
 * when its logistic equals the probability on all probe rows, and these hold probabilities that tell. Failing that,
 * the margin of a probability is its logit, which the float32 output rounds the more the nearer it is to 1.
 *
 * @returns null when the score is no probability, e.g. for regressors and for raw scores
 */
export async function findMargin(question: MarginQuestion): Promise<Margin | null> {
  const { score, scoring } = question;
  const { rows, n } = scoring.probes;
  if (n === 0) return null;
  const found = await scoring.session.run(rows, n);
  const expected = columnOf(found, score, n);
  return (await rawMargin(question, scoring.probes, expected)) ?? logitMargin(question, found, expected);
}

async function rawMargin(
  { score, scoring: { model, batch }, layout, codec }: MarginQuestion,
  probes: Probes,
  expected: Float64Array,
): Promise<Margin | null> {
  const raw = rawTensor(model, score);
  if (raw === null || !isTelling(expected)) return null;
  const bytes = withSingleOutput(model, raw.tensor, raw.rewrite ? raw.tensor : undefined);
  const session = await orNull(openSession({ bytes, layout, codec, tensor: raw.tensor, batch }));
  if (session === null) return null;
  const found = await orNull(session.run(probes.rows, probes.n));
  const form = found && linearForms(found.width).find((candidate) => agrees(apply(candidate, found), expected));
  if (form === null || form === undefined) {
    await session.release();
    return null;
  }
  return {
    description: `raw score of ${raw.operator}, whose logistic equals the probability on ${probes.n} probe rows`,
    raw: { tensor: raw.tensor, ...form, untransformed: raw.rewrite },
    predict: async (rows, n) => apply(form, await session.run(rows, n)),
    release: () => session.release(),
  };
}

function rawTensor(
  model: OnnxModel,
  { producer: last, tensor }: ScoreOutput,
): { tensor: string; rewrite: boolean; operator: string } | null {
  // Probabilities are left as they are by a Normalizer, which some exporters append.
  const producer = last?.operator === 'Normalizer' ? producerOf(model, last.inputs[0] ?? '') : last;
  if (producer === undefined) return null;
  const { operator, inputs, outputs } = producer;
  const transform = textAttribute(producer, 'post_transform') ?? 'NONE';
  if (isClassifier(producer) && transform !== 'NONE')
    return outputs[1] === undefined ? null : { tensor: outputs[1], rewrite: true, operator };
  const [before] = inputs;
  if (['Sigmoid', 'Softmax'].includes(operator) && before !== undefined && before !== tensor)
    return { tensor: before, rewrite: false, operator: `the node before ${operator}` };
  return null;
}

function isClassifier({ operator }: OnnxNode): boolean {
  return operator === 'TreeEnsembleClassifier' || operator === 'LinearClassifier';
}

/** True when there are two different probabilities between which a wrong form would show. */
function isTelling(probabilities: Float64Array): boolean {
  return new Set(probabilities.filter((p) => p > TELLING && p < 1 - TELLING)).size > 1;
}

function agrees(margins: Float64Array, probabilities: Float64Array): boolean {
  return probabilities.every((p, row) => Math.abs(logistic(margins[row] ?? Number.NaN) - p) <= TOLERANCE);
}

/** plus - minus of two columns; a column alone has no other. */
interface LinearForm {
  plus: number | null;
  minus: number | null;
}

function linearForms(width: number): LinearForm[] {
  const columns = Array.from({ length: width }, (_, column) => column);
  return [
    ...columns.toReversed().map((plus) => ({ plus, minus: null })),
    ...columns.map((minus) => ({ plus: null, minus })),
    ...columns.flatMap((plus) => columns.filter((minus) => minus !== plus).map((minus) => ({ plus, minus }))),
  ];
}

function apply({ plus, minus }: LinearForm, { values, width }: Output): Float64Array {
  const margins = new Float64Array(values.length / width);
  for (let row = 0; row < margins.length; row += 1) {
    if (plus !== null) margins[row] = values[row * width + plus] ?? Number.NaN;
    if (minus !== null) margins[row] = (margins[row] ?? 0) - (values[row * width + minus] ?? Number.NaN);
  }
  return margins;
}

function logitMargin(
  { score, scoring: { session } }: MarginQuestion,
  probes: Output,
  expected: Float64Array,
): Margin | null {
  const logistically = score.producer?.operator === 'Sigmoid';
  if (!expected.every((p) => p >= 0 && p <= 1) || !(logistically || sumsToOne(probes))) return null;
  return {
    description: 'logit of the probability, because the graph holds no raw score that gives it',
    raw: null,
    predict: async (rows, n) => columnOf(await session.run(rows, n), score, n).map(logit),
    release: async () => {},
  };
}

function sumsToOne({ values, width }: Output): boolean {
  if (width < 2 || !values.every((value) => value >= 0)) return false;
  return Array.from({ length: values.length / width }, (_, row) =>
    values.subarray(row * width, (row + 1) * width),
  ).every((row) => Math.abs(row.reduce((sum, p) => sum + p, 0) - 1) <= 1e-4);
}
