import type { ScoreSpace } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { Attribution, CrossCheck, SpaceAttribution } from '../core/findings.ts';
import { compensatedSum } from '../numeric/compensated-sum.ts';
import { logit } from '../numeric/logistic.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import { attributeBySampling, attributeExactly, type GameAttribution } from './attribute-game.ts';
import { allCoalitions, type Coalition, complementOf, emptyCoalition } from './coalition.ts';
import { checkExact, checkSampled } from './cross-check.ts';
import { differs, type Game, playGame, type Setting } from './game.ts';
import { kernelSolver } from './kernel-shap.ts';
import { pairCount, pairedDesign } from './paired-design.ts';
import type { Player } from './players.ts';

export interface Question extends Setting {
  players: readonly Player[];
  /** Rows from which the background was drawn. */
  poolRows: number;
  /** 32 hexadecimal digits; see deriveSeed. */
  seed: string;
  /** Model rows that may be spent on each scale. */
  rowBudget: number;
  /** The score at which the decision turns, on the scale of the recorded score. */
  cutoff: number;
}

export type NumericAttribution = Omit<Attribution, 'background' | 'features' | 'reasons'>;

/** Bounds of memory for enumeration: coalitions, and coalitions times background rows. */
const MOST_COALITIONS = 2 ** 18;
const MOST_CELLS = 10_000_000;
/** Least pairs for whose estimate a standard error is trustworthy (measured: 5 % intervals cover from 86 pairs on). */
const LEAST_PAIRS = 100;

/**
 * Attributes a score to the players: exactly, over all coalitions, where they fit the row budget; else by Kernel SHAP
 * on paired coalitions, with standard errors. Interventional Shapley values: the columns of players outside a
 * coalition are taken from each background row in turn, and scores are averaged.
 *
 * A margin that is infinite on some row, or at the cut-off, is left out beside a probability, and `engineReason` says so.
 *
 * @returns attributions on every scale of `spaces`, in the order of `players`
 * @throws DossierError analysis/background-empty, analysis/background-shape, analysis/players-overlap,
 *   analysis/row-budget, analysis/singular, model/*
 * @see Lundberg & Lee 2017, "A unified approach to interpreting model predictions", NeurIPS 30
 * @see Janzing, Minorics & Bloebaum 2020, "Feature relevance quantification in explainable AI", AISTATS, on why
 *   interventional
 */
export async function explainPrediction(asked: Question): Promise<NumericAttribution> {
  checkShapes(asked);
  const finite = asked.spaces.filter((space) => Number.isFinite(cutoffIn(space, asked.cutoff)));
  const question = finite.length === 0 ? asked : { ...asked, spaces: finite };
  const varying = varyingPlayers(question);
  const exactRows = rowsOfEnumeration(question, varying);
  const coalitions = 2 ** varying.length;
  const held = coalitions <= MOST_COALITIONS && coalitions * question.backgroundRows <= MOST_CELLS;
  const found = await (held && exactRows <= question.rowBudget
    ? explainExactly(question, varying)
    : explainBySampling(question, varying, exactRows));
  const missing = asked.spaces.length > found.spaces.length;
  const why = finite.length < asked.spaces.length ? 'the cut-off' : 'the score of some row';
  const note = missing ? `; no margin is given, because it is infinite at ${why}` : '';
  return { ...found, engineReason: found.engineReason + note };
}

function checkShapes({ instance, background, backgroundRows, players }: Question): void {
  if (backgroundRows < 1)
    throw new DossierError('analysis/background-empty', 'there is nobody to compare the applicant with');
  if (background.length !== backgroundRows * instance.length) {
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

/** Players whose columns differ from the instance in some background row; the others have the value 0. */
function varyingPlayers(question: Question): Player[] {
  const rows = Array.from({ length: question.backgroundRows }, (_, row) => row);
  return question.players.filter((player) => rows.some((row) => differs(question, player, row)));
}

/** Rows to score when every coalition is played: against each background row, only differing players matter. */
function rowsOfEnumeration(question: Question, varying: readonly Player[]): number {
  let rows = 0;
  for (let row = 0; row < question.backgroundRows; row += 1) {
    rows += 2 ** varying.filter((player) => differs(question, player, row)).length;
  }
  return rows;
}

async function explainExactly(question: Question, varying: readonly Player[]): Promise<NumericAttribution> {
  const m = varying.length;
  const game = await playGame(question, varying, allCoalitions(m));
  const found = game.spaces.map((space) => ({ space, ...attributeExactly(game, space, m, question.poolRows) }));
  return {
    engine: 'full-enumeration',
    engineReason: `all ${2 ** m} coalitions of the ${m} features that vary need ${game.rowsScored} model rows, within the budget of ${question.rowBudget}`,
    ...facts(question, varying, game),
    spaces: found.map((each) => spaceAttribution(question, varying, each)),
    crossChecks: m < 2 ? [] : found.flatMap((each) => checkExact(each.space, m, each, question.seed)),
  };
}

/** Pairs for the estimate, and a fifth of all for the run with another seed. @throws DossierError analysis/row-budget */
function pairBudgets({ rowBudget, backgroundRows }: Question, m: number): [main: number, check: number] {
  const ends = 2 * (backgroundRows + 1);
  const pairs = Math.floor((rowBudget - ends) / (2 * backgroundRows));
  const least = Math.max(LEAST_PAIRS, 3 * m);
  const check = Math.min(pairCount(m), Math.max(least, Math.floor(pairs / 5)));
  if (pairs - check < least || pairCount(m) < least) {
    throw new DossierError(
      'analysis/row-budget',
      `the budget of ${rowBudget} model rows allows ${pairs} pairs of coalitions, too few for ${m} features`,
      {
        place: { file: 'case.yaml', at: 'explanation.background.rows' },
        hint: 'Use fewer background rows, or group features.',
      },
    );
  }
  return [Math.min(pairCount(m), pairs - check), check];
}

async function explainBySampling(
  question: Question,
  varying: readonly Player[],
  exactRows: number,
): Promise<NumericAttribution> {
  const m = varying.length;
  const [pairs, checkPairs] = pairBudgets(question, m);
  const first = await playSample(question, varying, { seed: question.seed, pairs });
  const second = await playSample(question, varying, { seed: reversed(question.seed), pairs: checkPairs });
  const both = first.found.flatMap((one) => {
    const other = second.found.find(({ space }) => space === one.space);
    return other === undefined ? [] : [{ one, other }];
  });
  return {
    engine: 'kernel-shap',
    engineReason: `all ${2 ** m} coalitions of the ${m} features that vary would need ${exactRows} model rows, ${exactRows > question.rowBudget ? `more than the budget of ${question.rowBudget}` : 'and too many coalitions at once'}; ${first.pairs} pairs were drawn`,
    ...facts(question, varying, first.game),
    spaces: both.map(({ one }) => spaceAttribution(question, varying, one)),
    crossChecks: both.map(({ one, other }): CrossCheck => checkSampled(one.space, one, other)),
  };
}

async function playSample(
  question: Question,
  varying: readonly Player[],
  { seed, pairs }: { seed: string; pairs: number },
): Promise<{ game: Game; found: SpaceGame[]; pairs: number }> {
  const m = varying.length;
  const design = pairedDesign(m, pairs, xoshiro128(seed));
  const none = emptyCoalition(m);
  const coalitions: Coalition[] = [none, complementOf(none, m), ...design.coalitions];
  const game = await playGame(question, varying, coalitions);
  const solver = kernelSolver(design, m);
  const found = game.spaces.map((space) => ({
    space,
    ...attributeBySampling(game, space, solver, question.poolRows),
  }));
  return { game, found, pairs: design.coalitions.length / 2 };
}

/** Another seed, as far from the first as its digits allow. */
function reversed(seed: string): string {
  return [...seed].reverse().join('');
}

type Facts = Pick<
  NumericAttribution,
  'seed' | 'players' | 'varyingPlayers' | 'coalitions' | 'rowsNeeded' | 'rowsScored'
>;

function facts(
  { seed, players }: Question,
  varying: readonly Player[],
  { coalitions, rowsNeeded, rowsScored }: Game,
): Facts {
  return {
    seed,
    players: players.length,
    varyingPlayers: varying.length,
    coalitions: coalitions.length,
    rowsNeeded,
    rowsScored,
  };
}

interface SpaceGame extends GameAttribution {
  space: ScoreSpace;
}

function spaceAttribution(question: Question, varying: readonly Player[], found: SpaceGame): SpaceAttribution {
  const attributions = question.players.map((player) => {
    const index = varying.indexOf(player);
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
  };
}
