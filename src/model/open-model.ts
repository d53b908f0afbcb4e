import type { ScoreSpace } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import { findMargin, type Margin } from './margin.ts';
import { ELEMENT, type OnnxModel, readOnnx, withSingleOutput } from './onnx-model.ts';
import { columnOf } from './score-column.ts';
import { type ScoreDeclaration, type ScoreOutput, scoreOutput } from './score-output.ts';
import { type ModelSession, openSession, RUNTIME } from './session.ts';

/** A model that scores rows. */
export interface Predictor {
  /** Columns of a row, in order. */
  inputs: readonly string[];
  /** Which output holds the score, and how it was chosen. */
  output: string;
  runtime: string;
  /** `probability` stands for the recorded score's own scale; `margin` is there when the score is a probability. */
  spaces: readonly ScoreSpace[];
  /** Where the margin comes from, in words. Null without one. */
  margin: string | null;
  /**
   * @param rows - row-major [n, inputs]
   * @returns [n]
   * @throws DossierError model/run-failed, model/non-finite-score
   */
  predict(rows: Float64Array, n: number, space: ScoreSpace): Promise<Float64Array>;
  release(): Promise<void>;
}

const BATCH_ROWS = 4096;

/**
 * Opens an ONNX model: one matrix of numbers, or one column of numbers per input. ZipMap outputs are led past the
 * ZipMap; nothing else of the scoring graph is changed.
 *
 * @throws DossierError model/unreadable, model/external-data, model/no-score, model/score-ambiguous,
 *   model/class-unknown, model/inputs-mismatch, model/input-type
 */
export async function openModel(bytes: Uint8Array, declaration: ScoreDeclaration): Promise<Predictor> {
  const model = readOnnx(bytes);
  const { inputs } = declaration;
  const ordered = { ...model, inputs: orderInputs(model, inputs) };
  const score = scoreOutput(model, declaration);
  const session = await openSession(withSingleOutput(model, score.tensor), ordered, score.tensor);
  const margin = await findMargin({ model: ordered, score, session, width: inputs.length }).catch(
    async (error: unknown) => {
      await session.release();
      throw error;
    },
  );
  const probability = batched(async (rows, n) => columnOf(await session.run(rows, n), score, n), inputs.length);
  return predictor({ inputs, score, session, probability, margin });
}

interface Parts {
  inputs: readonly string[];
  score: ScoreOutput;
  session: ModelSession;
  probability: Scorer;
  margin: Margin | null;
}

function predictor({ inputs, score, session, probability, margin }: Parts): Predictor {
  const marginal = margin === null ? null : batched((rows, n) => margin.predict(rows, n), inputs.length);
  return {
    inputs,
    output: score.description,
    runtime: RUNTIME,
    spaces: marginal === null ? ['probability'] : ['probability', 'margin'],
    margin: margin?.description ?? null,
    predict: (rows, n, space) => (space === 'margin' && marginal !== null ? marginal(rows, n) : probability(rows, n)),
    async release() {
      await session.release();
      await margin?.release();
    },
  };
}

const NUMERIC: ReadonlySet<number | null> = new Set([
  ELEMENT.float,
  ELEMENT.double,
  ELEMENT.int32,
  ELEMENT.int64,
  ELEMENT.bool,
]);

/** The graph's inputs in the declared order. @throws DossierError model/inputs-mismatch, model/input-type */
function orderInputs(model: OnnxModel, declared: readonly string[]): OnnxModel['inputs'] {
  const odd = model.inputs.find(({ elementType }) => !NUMERIC.has(elementType));
  if (odd !== undefined) {
    throw new DossierError('model/input-type', `the model's input ${odd.name} takes no numbers`, {
      hint: 'Export the model so that it takes encoded columns.',
    });
  }
  const [matrix] = model.inputs;
  if (model.inputs.length === 1 && matrix !== undefined) {
    const width = matrix.shape?.[1] ?? null;
    if (width === null || width === declared.length) return model.inputs;
    throw mismatch(`the model takes ${width} inputs, case.yaml declares ${declared.length}`);
  }
  const byName = new Map(model.inputs.map((input) => [input.name, input]));
  const missing = declared.filter((name) => !byName.has(name));
  if (missing.length > 0 || byName.size !== declared.length) {
    throw mismatch(
      `the model takes the inputs ${[...byName.keys()].join(', ')}, case.yaml declares ${declared.join(', ')}`,
    );
  }
  return declared.flatMap((name) => byName.get(name) ?? []);
}

function mismatch(message: string): DossierError {
  return new DossierError('model/inputs-mismatch', message, {
    place: { file: 'case.yaml', at: 'models' },
    hint: 'List the inputs of this model version in the order in which it was trained.',
  });
}

type Scorer = (rows: Float64Array, n: number) => Promise<Float64Array>;

/** Feeds a scorer in batches, and refuses scores that are no numbers. */
function batched(scorer: Scorer, width: number): Scorer {
  return async (rows, n) => {
    const scores = new Float64Array(n);
    for (let start = 0; start < n; start += BATCH_ROWS) {
      const end = Math.min(n, start + BATCH_ROWS);
      scores.set(await scorer(rows.subarray(start * width, end * width), end - start), start);
    }
    const bad = scores.findIndex((score) => !Number.isFinite(score));
    if (bad >= 0) {
      throw new DossierError(
        'model/non-finite-score',
        `the model gives the score ${scores[bad]}, which is no number to explain`,
      );
    }
    return scores;
  };
}
