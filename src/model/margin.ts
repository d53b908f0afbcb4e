import { logistic } from '../numeric/logistic.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import { type OnnxModel, type OnnxNode, textAttribute, withSingleOutput } from './onnx-model.ts';
import type { ScoreOutput } from './score-output.ts';
import { type ModelSession, openSession } from './session.ts';

/** The log-odds from which a model forms its probability: a linear form of raw scores that the graph holds. */
export interface Margin {
  predict(rows: Float32Array, n: number): Promise<Float64Array>;
  release(): Promise<void>;
}

const PROBES = 64;
/** Largest |logistic(margin) - probability| on the probes: float32 rounding, and nothing else. */
const TOLERANCE = 1e-6;

/**
 * Finds the margin of a probability: the raw score before a final LOGISTIC, SOFTMAX, Sigmoid or Softmax. How raw
 * scores map to the margin differs between exporters and runtimes, so nothing is assumed: a form is accepted only
 * when its logistic equals the probability on 64 probe rows.
 *
 * @returns null when there is no such form, e.g. for regressors and for forests of probabilities
 */
export async function findMargin(
  model: OnnxModel,
  score: ScoreOutput,
  width: number,
  probability: (rows: Float32Array, n: number) => Promise<Float64Array>,
): Promise<Margin | null> {
  const raw = rawTensor(score);
  if (raw === null) return null;
  const bytes = withSingleOutput(model, raw.tensor, {
    elementType: score.elementType,
    ...(raw.rewrite && { rawFrom: raw.tensor }),
  });
  const session = await openSession(bytes, model, raw.tensor);
  const probes = probeRows(width);
  const expected = await probability(probes, PROBES);
  const found = await session.run(probes, PROBES);
  const form = linearForms(found.width).find((candidate) =>
    expected.every((p, row) => Math.abs(logistic(apply(candidate, found, row)) - p) <= TOLERANCE),
  );
  if (form === undefined) {
    await session.release();
    return null;
  }
  return { predict: (rows, n) => predictForm(session, form, rows, n), release: () => session.release() };
}

function rawTensor({ producer, tensor }: ScoreOutput): { tensor: string; rewrite: boolean } | null {
  if (producer === undefined) return null;
  const transform = textAttribute(producer, 'post_transform') ?? 'NONE';
  if (isClassifier(producer) && transform !== 'NONE')
    return producer.outputs[1] === undefined ? null : { tensor: producer.outputs[1], rewrite: true };
  const before = producer.inputs[0];
  if (['Sigmoid', 'Softmax'].includes(producer.operator) && before !== undefined && before !== tensor)
    return { tensor: before, rewrite: false };
  return null;
}

function isClassifier({ operator }: OnnxNode): boolean {
  return operator === 'TreeEnsembleClassifier' || operator === 'LinearClassifier';
}

/** Rows of small numbers, halves and large numbers of both signs: they reach both sides of most thresholds. */
function probeRows(width: number): Float32Array {
  const prng = xoshiro128('646f737369657220b7a0726f62657300');
  return Float32Array.from({ length: PROBES * width }, () => {
    const magnitude = [0.25, 1, 1, 4, 100][prng.below(5)] ?? 1;
    return ((prng.below(2001) - 500) / 1000) * magnitude;
  });
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

function apply(
  { plus, minus }: LinearForm,
  { values, width }: { values: Float64Array; width: number },
  row: number,
): number {
  const at = (column: number | null): number => (column === null ? 0 : (values[row * width + column] ?? Number.NaN));
  return at(plus) - at(minus);
}

async function predictForm(
  session: ModelSession,
  form: LinearForm,
  rows: Float32Array,
  n: number,
): Promise<Float64Array> {
  const found = await session.run(rows, n);
  return Float64Array.from({ length: n }, (_, row) => apply(form, found, row));
}
