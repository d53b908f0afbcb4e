import type { ScoreSpace } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { ExactReading } from '../core/exact-model.ts';
import type { InputColumn } from '../core/input-column.ts';
import { readExactly } from './ensemble/read-exactly.ts';
import { withWeights } from './external-data.ts';
import { findMargin, type Margin } from './margin.ts';
import { acceptingMissing } from './missing-values.ts';
import { type InputLayout, inputLayout } from './model-columns.ts';
import { readOnnx } from './onnx-model.ts';
import { type RowCodec, rowCodec } from './row-codec.ts';
import { columnOf } from './score-column.ts';
import { type ScoreDeclaration, type ScoreOutput, scoreOutput } from './score-output.ts';
import { openScoring, type ScoringSession } from './scoring-session.ts';
import { RUNTIME } from './session.ts';

/** A model that scores rows. Rows are encoded: see RowCodec. */
export interface Predictor extends RowCodec {
  /** Columns of a row, in the declared order. */
  columns: readonly InputColumn[];
  /** Which output holds the score, and how it was chosen. */
  output: string;
  runtime: string;
  /**
   * The recorded score's own scale, then others: `probability` and `margin` when it is a probability, `score` when it
   * is a plain number, e.g. of a regressor.
   */
  spaces: readonly [ScoreSpace, ...ScoreSpace[]];
  /** Where the margin comes from, in words. Null without one. */
  margin: string | null;
  /**
   * @param rows - row-major [n, columns], encoded
   * @returns [n]
   * @throws DossierError model/run-failed, model/non-finite-score, model/input-missing
   */
  predict(rows: Float64Array, n: number, space: ScoreSpace): Promise<Float64Array>;
  /** Scores on the recorded scale; NaN or infinite where the model gives no finite one. @throws as predict */
  score(rows: Float64Array, n: number): Promise<Float64Array>;
  /**
   * Reads the scores as sums with a closed form, where they are such sums, and holds them against the runtime.
   * @param rows - [n, columns], row-major, encoded: the rows of the case; readings serve until the model is released
   */
  readExactly(rows: Float64Array): Promise<ExactReading[]>;
  release(): Promise<void>;
}

/**
 * Opens an ONNX model whose inputs are matrices, or columns, of numbers, truth values and texts. ZipMap outputs are led
 * past the ZipMap, and a fixed number of rows is opened where that changes no score; nothing else of the scoring graph
 * is changed.
 *
 * @param weights - bytes of the files that hold weights of the model; see externalFiles
 * @throws DossierError model/unreadable, model/external-data, model/external-path, model/no-score,
 *   model/score-ambiguous, model/class-unknown, model/inputs-mismatch, model/input-type, model/input-shape,
 *   model/random, model/batch-dependent
 */
export async function openModel(
  bytes: Uint8Array,
  declaration: ScoreDeclaration,
  weights: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Predictor> {
  const model = readOnnx(withWeights(bytes, weights));
  const layout = inputLayout(model, declaration.inputs);
  const score = scoreOutput(model, declaration);
  const codec = rowCodec(layout.columns, declaration.missingText);
  const scoring = await openScoring({ model, layout, codec, tensor: score.tensor });
  try {
    const margin = await findMargin({ score, scoring, layout, codec });
    const missing = await acceptingMissing(scoring, score, layout.columns);
    const columns = layout.columns.map(({ name, type }, index) => {
      const acceptsMissing = type === 'string' ? declaration.missingText !== undefined : missing[index] === true;
      return { name, type, acceptsMissing };
    });
    return predictor({ columns, layout, codec, score, scoring, margin });
  } catch (error) {
    await scoring.session.release();
    throw error;
  }
}

interface Parts {
  columns: InputColumn[];
  layout: InputLayout;
  codec: RowCodec;
  score: ScoreOutput;
  scoring: ScoringSession;
  margin: Margin | null;
}

function predictor({ columns, layout, codec, score, scoring, margin }: Parts): Predictor {
  const { session, batch } = scoring;
  const spaces: Predictor['spaces'] = margin === null ? ['score'] : ['probability', 'margin'];
  const releases = [() => session.release(), async () => margin?.release()];
  const scoresOf = async (rows: Float64Array, n: number): Promise<Float64Array> =>
    columnOf(await session.run(rows, n), score, n);
  async function predict(rows: Float64Array, n: number, space: ScoreSpace): Promise<Float64Array> {
    const marginal = space === 'margin' && margin !== null;
    return finite(marginal ? await margin.predict(rows, n) : await scoresOf(rows, n));
  }
  return {
    ...codec,
    columns,
    output: score.description,
    runtime: batch === null ? RUNTIME : `${RUNTIME}, ${batch} ${batch === 1 ? 'row' : 'rows'} at a time`,
    spaces,
    margin: margin?.description ?? null,
    predict,
    score: scoresOf,
    async readExactly(rows) {
      const { readings, release } = await readExactly({ scoring, score, margin, layout, codec, predict }, spaces, rows);
      releases.push(release);
      return readings;
    },
    async release() {
      for (const release of releases) await release();
    },
  };
}

function finite(scores: Float64Array): Float64Array {
  for (const score of scores) {
    if (Number.isFinite(score)) continue;
    throw new DossierError(
      'model/non-finite-score',
      `the model gives the score ${score}, which is no number to explain`,
    );
  }
  return scores;
}
