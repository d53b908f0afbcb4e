import type { ScoreSpace } from '../../core/case.ts';
import type { Margin } from '../margin.ts';
import type { InputLayout } from '../model-columns.ts';
import type { RowCodec } from '../row-codec.ts';
import type { ScoreOutput } from '../score-output.ts';
import type { ScoringSession } from '../scoring-session.ts';

/** A model whose scores are known, as it stands in its file and as it runs. */
export interface ScoredModel {
  scoring: ScoringSession;
  score: ScoreOutput;
  margin: Margin | null;
  layout: InputLayout;
  codec: RowCodec;
  /** [n, columns] in, [n] out. @throws DossierError model/* */
  predict(rows: Float64Array, n: number, space: ScoreSpace): Promise<Float64Array>;
}
