import type { Player } from '../attribution/players.ts';
import { findRecourse } from '../attribution/recourse/find-recourse.ts';
import type { Actionable, Move } from '../attribution/recourse/moves.ts';
import { type PlainTrees, turningPointsOf } from '../attribution/recourse/turning-points.ts';
import type { ActionableDeclaration } from '../core/case.ts';
import type { ExactReading } from '../core/exact-model.ts';
import type { Recourse, RecourseChange } from '../core/examination.ts';
import type { NotAvailable } from '../core/findings.ts';
import { type Compared, type Examined, scorerOf } from './examined.ts';
import { isAdverse } from './replay.ts';

/** Model rows that the search may cost. */
const ROW_BUDGET = 50_000;

/** The least change, within what case.yaml declares changeable, that would have led to the other decision. */
export async function recourse(
  examined: Examined,
  { rows: background, exact }: Compared,
): Promise<Recourse | NotAvailable> {
  const { replayed, evidence, players } = examined;
  const { declaration, instance } = replayed;
  if (evidence.prediction.decision !== evidence.case.decision.adverse)
    return { notAvailable: 'the decision on record is not against the person' };
  const trees = await plainTrees(exact, Float64Array.from(instance));
  const actionable = actionableOf(examined);
  if (actionable.length === 0)
    return { notAvailable: 'case.yaml declares no feature of this model that the person could change' };
  const found = await findRecourse({
    ...{ instance, background, actionable, rowBudget: ROW_BUDGET },
    score: scorerOf(examined, replayed.predictor.spaces[0]),
    isAdverse: (score) => isAdverse(score, declaration.cutoff, declaration.adverseWhen),
  });
  const { combinations, rowsScored, complete, gridSizes } = found;
  return {
    features: actionable.map(({ player, constraint }, index) => ({
      feature: player.name,
      values: gridSizes[index] ?? 0,
      constraint: inWords(constraint),
    })),
    ...{ combinations, rowsScored, complete },
    proposals: found.proposals.map(({ moves, cost, score }) => ({
      changes: moves.flatMap((move) => changesOf(examined, move)),
      cost,
      score,
    })),
  };

  function changesOf(asked: Examined, { writes }: Move): RecourseChange[] {
    const [own] = writes;
    return writes.map(({ player, values, shift }) => ({
      feature: player.name,
      from: asked.inWords(
        player,
        player.columns.map((column) => instance[column] ?? Number.NaN),
      ),
      to: asked.inWords(player, values),
      linkedTo: player === own?.player ? null : (own?.player.name ?? null),
      shift,
    }));
  }

  function actionableOf({ evidence: { case: declared } }: Examined): Actionable[] {
    const byName = new Map(players.map((player) => [player.name, player]));
    return declared.features.flatMap(({ name, actionable: constraint }): Actionable[] => {
      const player = byName.get(name);
      if (player === undefined || constraint === undefined) return [];
      const [column, ...others] = player.columns;
      const isOne = trees !== null && column !== undefined && others.length === 0;
      const turningPoints = isOne ? turningPointsOf(trees, column) : undefined;
      return [{ player, constraint, turningPoints, links: constraint.links.flatMap((link) => linkOf(link, byName)) }];
    });
  }

  function linkOf(
    { feature, factor }: ActionableDeclaration['links'][number],
    byName: ReadonlyMap<string, Player>,
  ): Actionable['links'] {
    const player = byName.get(feature);
    const constraint = evidence.case.features.find(({ name }) => name === feature)?.actionable;
    return player === undefined ? [] : [{ player, factor, constraint }];
  }
}

/** The trees of a model, where each of their features is an input as it is; thresholds then mean something to a person. */
async function plainTrees(exact: readonly ExactReading[], instance: Float64Array): Promise<PlainTrees | null> {
  for (const reading of exact) {
    if ('refused' in reading || reading.sum.kind !== 'trees') continue;
    const { sum, sources } = reading;
    const features = await reading.encode(instance, 1);
    const isPlain = sources.every((source, k) => Object.is(features[k], Math.fround(instance[source] ?? Number.NaN)));
    if (isPlain) return { trees: sum, sources };
  }
  return null;
}

function inWords({ direction, min, max, step, links }: ActionableDeclaration): string {
  const parts = [
    { increase: 'may rise', decrease: 'may fall', either: 'may rise or fall' }[direction],
    ...(min === undefined ? [] : [`not below ${min}`]),
    ...(max === undefined ? [] : [`not above ${max}`]),
    ...(step === undefined ? [] : [`in steps of ${step}`]),
    ...links.map(({ feature, factor }) => `moves ${feature} by ${factor} times as much`),
  ];
  return parts.join(', ');
}
