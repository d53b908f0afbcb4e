import type { ScoreSpace } from '../../core/case.ts';
import type { Margin } from '../margin.ts';
import type { OnnxModel } from '../onnx-model.ts';
import type { ScoreOutput } from '../score-output.ts';

/** A model whose scores are known, as it stands in its file and as it runs. */
export interface ScoredModel {
  model: OnnxModel;
  score: ScoreOutput;
  margin: Margin | null;
  /** Columns of an input row. */
  width: number;
  /** [n, width] in, [n] out. @throws DossierError model/* */
  predict(rows: Float64Array, n: number, space: ScoreSpace): Promise<Float64Array>;
}
