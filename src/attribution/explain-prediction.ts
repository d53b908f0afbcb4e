import type { ScoreSpace } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { CrossCheck, SpaceAttribution } from '../core/findings.ts';
import { compensatedSum } from '../numeric/compensated-sum.ts';
import { logit } from '../numeric/logistic.ts';
import { withExact } from './exact-engine.ts';
import { explainByEnumeration, rowsOfEnumeration, rowsWithinReach } from './explain-by-enumeration.ts';
import { explainBySampling, type Played, type SpaceGame } from './explain-by-sampling.ts';
import { differs } from './game.ts';
import { jointCovariance } from './next-step.ts';
import type { Player } from './players.ts';
import { heldRows, type NumericAttribution, type Question } from './question.ts';
import { PRECISE } from './stop-rule.ts';

/**
 * Attributes a score to the players: exactly, over all coalitions, where they fit the row budget; else by Kernel SHAP
 * on paired coalitions, with standard errors. Interventional Shapley values: the columns of players outside a
 * coalition are taken from each background row in turn, and scores are averaged.
 *
 * A margin that is infinite on some row, or at the cut-off, is left out beside a probability, and `engineReason` says so.
 *
 * @returns attributions on every scale of `spaces`, in the order of `players`
 * @throws DossierError analysis/background-empty, analysis/background-shape, analysis/players-overlap,
 *   analysis/row-budget, analysis/singular, analysis/link-infinite, model/*
 * @see Lundberg & Lee 2017, "A unified approach to interpreting model predictions", NeurIPS 30
 * @see Janzing, Minorics & Bloebaum 2020, "Feature relevance quantification in explainable AI", AISTATS, on why
 *   interventional
 */
export async function explainPrediction(asked: Question): Promise<NumericAttribution> {
  checkShapes(asked);
  const finite = asked.spaces.filter((space) => Number.isFinite(cutoffIn(space, asked.cutoff)));
  const question = finite.length === 0 ? asked : { ...asked, spaces: finite };
  const varying = varyingPlayers(question);
  const reach = rowsWithinReach(question, varying);
  const played = await (reach >= question.backgroundRows
    ? enumerated(question, varying, reach)
    : sampled(question, varying));
  const found = await withExact(question, played);
  const missing = asked.spaces.length > found.spaces.length;
  const why = finite.length < asked.spaces.length ? 'the cut-off' : 'the score of some row';
  const note = missing ? `; no margin is given, because it is infinite at ${why}` : '';
  return { ...found, engineReason: found.engineReason + note };
}

function checkShapes(question: Question): void {
  const { instance, background, backgroundRows, players } = question;
  if (backgroundRows < 1)
    throw new DossierError('analysis/background-empty', 'there is nobody to compare the applicant with');
  const held = heldRows(question);
  if (!Number.isInteger(held) || held < backgroundRows || (instance.length === 0 && background.length > 0)) {
    throw new DossierError(
      'analysis/background-shape',
      `${backgroundRows} background rows of ${instance.length} inputs do not make ${background.length} numbers`,
    );
  }
  const columns = players.flatMap((player) => player.columns).sort((one, other) => one - other);
  if (columns.length === instance.length && columns.every((column, index) => column === index)) return;
  throw new DossierError('analysis/players-overlap', 'the features do not cover each model input exactly once', {
    place: { file: 'case.yaml', at: 'features' },
    hint: 'Name each column in one feature only.',
  });
}

function cutoffIn(space: ScoreSpace, cutoff: number): number {
  return space === 'margin' ? logit(cutoff) : cutoff;
}

/** Players whose columns differ from the instance in some background row at hand; the others have the value 0. */
function varyingPlayers(question: Question): Player[] {
  const rows = Array.from({ length: heldRows(question) }, (_, row) => row);
  return question.players.filter((player) => rows.some((row) => differs(question, player, row)));
}

async function enumerated(question: Question, varying: readonly Player[], reach: number): Promise<NumericAttribution> {
  const played = await explainByEnumeration(question, varying, reach);
  const m = varying.length;
  return {
    engine: 'full-enumeration',
    engineReason: `all ${2 ** m} coalitions of the ${m} features that vary need ${played.game.rowsScored} model rows, within the budget of ${question.rowBudget}`,
    ...answer(question, varying, played),
  };
}

async function sampled(question: Question, varying: readonly Player[]): Promise<NumericAttribution> {
  const rows = rowsOfEnumeration(question, varying);
  const played = await explainBySampling(question, varying);
  const m = varying.length;
  const { pairs, relativeError, stopped, topFourResolved, backgroundRows } = played.effort;
  const enough = {
    precise: `then the largest standard error was below ${(question.precision ?? PRECISE) * 100} % of the range of the attributions`,
    budget: `then the budget was spent, the largest standard error being ${(relativeError * 100).toPrecision(2)} % of the range of the attributions${topFourResolved ? '' : ' and the fourth place in doubt'}`,
    exhausted: 'these are all pairs that there are',
  };
  const fewer =
    backgroundRows < question.backgroundRows
      ? `; the budget allows ${backgroundRows} of the ${question.backgroundRows} background rows`
      : '';
  return {
    engine: 'kernel-shap',
    engineReason: `all ${2 ** m} coalitions of the ${m} features that vary would need ${rows} model rows, ${rows > question.rowBudget ? `more than the budget of ${question.rowBudget}` : 'and too many coalitions at once'}; ${pairs} pairs were drawn, ${enough[stopped]}${fewer}`,
    ...answer(question, varying, played),
  };
}

function answer(
  question: Question,
  varying: readonly Player[],
  { game, found, effort, crossChecks }: Played,
): Omit<NumericAttribution, 'engine' | 'engineReason'> {
  return {
    seed: question.seed,
    players: question.players.length,
    varyingPlayers: varying.length,
    coalitions: game.coalitions.length,
    rowsNeeded: game.rowsNeeded,
    rowsScored: game.rowsScored,
    effort,
    spaces: found.map((each) => spaceAttribution(question, varying, each)),
    crossChecks: crossChecks.map((check) => ofAllPlayers(check, question, varying)),
  };
}

/** The values of a check, widened to all players; those that do not vary have 0. */
function ofAllPlayers(check: CrossCheck, { players }: Question, varying: readonly Player[]): CrossCheck {
  const { values } = check;
  if (values === undefined) return check;
  return { ...check, values: players.map((player) => values[varying.indexOf(player)] ?? 0) };
}

function spaceAttribution(question: Question, varying: readonly Player[], found: SpaceGame): SpaceAttribution {
  const places = question.players.map((player) => varying.indexOf(player));
  const attributions = places.map((index) => {
    if (index < 0) return { attribution: 0, standardError: 0, backgroundStandardError: 0 };
    const backgroundStandardError = found.backgroundErrors[index] ?? null;
    return { attribution: found.values[index]!, standardError: found.standardErrors[index]!, backgroundStandardError };
  });
  const explained = compensatedSum([found.empty, ...attributions.map(({ attribution }) => attribution)]);
  return {
    space: found.space,
    baseValue: found.empty,
    value: found.full,
    cutoff: cutoffIn(found.space, question.cutoff),
    residual: found.full - explained,
    attributions,
    covariance: found.backgroundCovariance === null ? null : lowerTriangle(jointCovariance(found), places),
  };
}

/** The lower triangle of a covariance of the varying players, widened to all players; those that do not vary have 0. */
function lowerTriangle(covariance: Float64Array, places: readonly number[]): number[] {
  const m = Math.sqrt(covariance.length);
  return places.flatMap((i, row) => places.slice(0, row + 1).map((j) => (i < 0 || j < 0 ? 0 : covariance[i * m + j]!)));
}
