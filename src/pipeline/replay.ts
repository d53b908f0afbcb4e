import type { AdverseWhen, ModelDeclaration } from '../core/case.ts';
import { declaredModel } from '../core/declared-model.ts';
import { DossierError } from '../core/error.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Replay } from '../core/findings.ts';
import { openModel, type Predictor } from '../model/open-model.ts';
import { readModel } from './model-files.ts';
import type { Session } from './session.ts';

/**
 * Largest |replayed - recorded| that counts as the same score, for scores up to 1; the share of larger ones. A float32
 * model on other hardware or in another runtime version may differ in the last bits of each tree's sum; 1e-5 is above
 * that and below any reported digit.
 */
const REPLAY_TOLERANCE = 1e-5;

/** The resolved model with the recorded inputs, and what came of scoring them again. */
export interface ReplayedModel {
  predictor: Predictor;
  declaration: ModelDeclaration;
  /** [inputs], encoded; see RowCodec. */
  instance: Float64Array;
  replay: Replay;
}

/**
 * Scores the recorded inputs with the resolved model.
 *
 * @throws DossierError evidence/model-unresolved, evidence/model-altered, model/*; and model/replay-differs when the
 *   score or the decision is not the one on record: an explanation of another score would be worthless
 */
export async function replay(session: Session, evidence: Evidence): Promise<ReplayedModel> {
  const { path, sha256 } = resolvedModel(evidence);
  const declaration = declaredModel(evidence.case, evidence.prediction.modelVersion);
  const { bytes, weights } = await readModel(session.folder, path);
  const predictor = await openModel(bytes, declaration, weights);
  try {
    const instance = predictor.encode([declaration.inputs.map((column) => evidence.prediction.inputs[column] ?? null)]);
    const [replayed = Number.NaN] = await predictor.predict(instance, 1, predictor.spaces[0]);
    const result = compare(evidence, declaration, replayed);
    const { output, margin, runtime } = predictor;
    return { predictor, declaration, instance, replay: { ...result, modelSha256: sha256, output, margin, runtime } };
  } catch (error) {
    await predictor.release();
    throw error;
  }
}

function resolvedModel({ chain, issues }: Evidence): { path: string; sha256: string } {
  const { model } = chain;
  if (model === null || model.path === null || model.sha256 === null) {
    const breaks = issues.filter((issue) => issue.severity === 'error').map((issue) => issue.message);
    throw new DossierError(
      'evidence/model-unresolved',
      `the model that decided cannot be resolved: ${breaks.join('; ')}`,
      {
        hint: 'Run dossier resolve for the chain and the place where it breaks.',
      },
    );
  }
  if (model.recordedSha256 !== null && !model.verified) {
    throw new DossierError(
      'evidence/model-altered',
      `the model file has the digest ${model.sha256}, the lineage recorded ${model.recordedSha256}`,
      { place: { file: model.path }, hint: 'Put back the model file that the lineage recorded.' },
    );
  }
  return { path: model.path, sha256: model.sha256 };
}

type Comparison = Omit<Replay, 'modelSha256' | 'output' | 'margin' | 'runtime'>;

function compare(
  { prediction, case: declaration }: Evidence,
  model: ModelDeclaration,
  replayedScore: number,
): Comparison {
  const recordedScore = prediction.score;
  if (recordedScore === null) {
    throw new DossierError('model/score-not-recorded', `the decision log holds no finite score for ${prediction.id}`, {
      place: prediction.citation,
      hint: 'Give the score on which the decision rested.',
    });
  }
  const difference = Math.abs(replayedScore - recordedScore);
  const tolerance = REPLAY_TOLERANCE * Math.max(1, Math.abs(recordedScore));
  const adverse = isAdverse(replayedScore, model.cutoff, model.adverseWhen);
  const decision = adverse ? declaration.decision.adverse : declaration.decision.favourable;
  if (!(difference <= tolerance)) {
    throw new DossierError(
      'model/replay-differs',
      `the model gives ${replayedScore}, the decision log ${recordedScore}: they differ by ${difference}, more than ${tolerance}`,
      {
        place: prediction.citation,
        hint: 'Check that the log holds the inputs as the model saw them, in the declared order.',
      },
    );
  }
  const { cutoff, adverseWhen } = model;
  const decisionAgrees = decision === prediction.decision;
  return {
    recordedScore,
    replayedScore,
    difference,
    tolerance,
    cutoff,
    adverseWhen,
    decision,
    decisionAgrees,
  };
}

/** True when a score lies on the adverse side of the cut-off. */
export function isAdverse(score: number, cutoff: number, adverseWhen: AdverseWhen): boolean {
  switch (adverseWhen) {
    case 'at-or-above':
      return score >= cutoff;
    case 'above':
      return score > cutoff;
    case 'at-or-below':
      return score <= cutoff;
    case 'below':
      return score < cutoff;
  }
}
