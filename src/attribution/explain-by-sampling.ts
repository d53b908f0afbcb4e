import type { ScoreSpace } from '../core/case.ts';
import type { Effort } from '../core/effort.ts';
import { DossierError } from '../core/error.ts';
import type { CrossCheck } from '../core/findings.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import { attributeBySampling, type GameAttribution } from './attribute-game.ts';
import { complementOf, emptyCoalition } from './coalition.ts';
import { checkHalves } from './cross-check.ts';
import { type Game, type OpenGame, openGame } from './game.ts';
import { kernelSolver } from './kernel-shap.ts';
import { identity } from './link.ts';
import { nextStep, type Step } from './next-step.ts';
import { type PairDrawer, type PairedDesign, pairCount, pairDrawer } from './paired-design.ts';
import type { Player } from './players.ts';
import { heldRows, type Question } from './question.ts';
import { PRECISE, precisionOf } from './stop-rule.ts';

export interface SpaceGame extends GameAttribution {
  space: ScoreSpace;
}

export interface Played {
  game: Game;
  found: SpaceGame[];
  effort: Effort;
  crossChecks: CrossCheck[];
}

/** Least pairs for whose estimate a standard error is trustworthy (measured: 5 % intervals cover from 86 pairs on). */
const LEAST_PAIRS = 100;
/** Fewer background rows than this are used only when there are no more. */
const LEAST_ROWS = 30;
/** The first step spends this part of the budget. */
const FIRST_PART = 1 / 8;

/**
 * Attributes by Kernel SHAP on paired coalitions, which are drawn in steps until the answer is precise or the row budget
 * is spent. Where drawing the background is the larger doubt, rows in reserve are used instead of more coalitions.
 *
 * @throws DossierError analysis/row-budget, analysis/singular, model/*
 */
export async function explainBySampling(question: Question, varying: readonly Player[]): Promise<Played> {
  const m = varying.length;
  const drawer = pairDrawer(m, xoshiro128(question.seed));
  const open = openGame(question, varying);
  const { rowBudget, adverseIsHigh = true, precision: bar = PRECISE } = question;
  const held = heldRows(question);
  let step: Step = firstStep(question, m);
  for (;;) {
    const { game, design, attribute } = await playStep({ question, m, drawer, open }, step);
    const [leading] = attribute(step.backgroundRows < held) as [SpaceGame];
    const left = rowBudget - game.rowsScored;
    const standing = { ...step, left, heldRows: held, adverseIsHigh, precision: bar };
    const next = nextStep(leading, standing);
    if (typeof next === 'object') {
      step = next;
      continue;
    }
    const precision = precisionOf(leading.values, leading.covariance, { ...leading, adverseIsHigh });
    const pairs = design.coalitions.length / 2;
    const found = attribute(true);
    return {
      ...{ game, found },
      effort: { rowBudget, pairs, backgroundRows: step.backgroundRows, ...precision, stopped: next },
      crossChecks: found.flatMap((each) => checkHalves(each.space, each, design)),
    };
  }
}

/** @throws DossierError analysis/row-budget */
function firstStep(question: Question, m: number): Step {
  const { rowBudget, backgroundRows } = question;
  const least = Math.min(pairCount(m), Math.max(LEAST_PAIRS, 3 * m));
  const most = Math.min(backgroundRows, Math.floor(rowBudget / (2 * least + 2)));
  if (m < 2 || most < Math.min(backgroundRows, LEAST_ROWS)) {
    throw new DossierError(
      'analysis/row-budget',
      `the budget of ${rowBudget} model rows allows too few coalitions of ${m} features against ${backgroundRows} background rows`,
      {
        place: { file: 'case.yaml', at: 'explanation.background.rows' },
        hint: 'Use fewer background rows, or group features.',
      },
    );
  }
  const affordable = Math.floor((rowBudget / most - 2) / 2);
  return { pairs: Math.min(pairCount(m), Math.max(least, Math.floor(affordable * FIRST_PART))), backgroundRows: most };
}

async function playStep(
  { question, m, drawer, open }: { question: Question; m: number; drawer: PairDrawer; open: OpenGame },
  { pairs, backgroundRows }: Step,
): Promise<{ game: Game; design: PairedDesign; attribute: (spread: boolean) => SpaceGame[] }> {
  const design = drawer.grow(pairs);
  const none = emptyCoalition(m);
  const game = await open.play([none, complementOf(none, m), ...design.coalitions], backgroundRows);
  const { poolRows, link = identity } = question;
  const about = { m, poolRows, link, solver: kernelSolver(design, m) };
  const attribute = (spread: boolean): SpaceGame[] =>
    game.spaces.map((space) => ({ space, ...attributeBySampling(game, space, { ...about, spread }) }));
  return { game, design, attribute };
}
