import { offManifold } from '../attribution/off-manifold.ts';
import { rowsMovedAlone } from '../attribution/one-at-a-time.ts';
import { placements } from '../attribution/placement.ts';
import { rankCertainty } from '../attribution/rank-certainty.ts';
import { testReasons } from '../attribution/reason-tests.ts';
import { principalReasons, type Reasoning } from '../attribution/reasons.ts';
import type { Population } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { Evidence } from '../core/evidence.ts';
import type { OffManifold, ReasonTests } from '../core/examination.ts';
import type {
  AlternativeReference,
  Explanation,
  FeatureFacts,
  NotAvailable,
  SpaceAttribution,
} from '../core/findings.ts';
import { adverseIsHigh, type Compared, type Examined, type Stated, scorerOf, seedOf } from './examined.ts';
import { limeCheck } from './lime-check.ts';
import { recourse } from './recourse.ts';
import { isAdverse } from './replay.ts';

/** Attributes, states the reasons, and asks what an opponent would: another reference, another method, another decision. */
export async function examine(examined: Examined): Promise<Explanation> {
  const { evidence, players, features, replayed } = examined;
  const { population } = evidence.case.explanation.background;
  const compared = await examined.against(population);
  const { numbers, background } = compared;
  const [leading] = numbers.spaces;
  if (leading === undefined)
    throw new DossierError('analysis/attribution-not-available', 'the model offers no score to explain');
  const manifold = manifoldOf(examined, compared);
  const reasoned = await reasonsOf(examined, compared, leading, manifold);
  const stated = { examined, leading, reasons: reasoned.reasons };
  return {
    ...numbers,
    background,
    features: [...features],
    reasons: reasoned.reasons,
    noReasonBecause: reasoned.noReasonBecause,
    reasonTests: reasoned.tests,
    offManifold: manifold,
    placements: placements(replayed.instance, compared.rows, players),
    alternativeReference: await alternative(stated, population, manifold),
    lime: await limeCheck(stated, compared.rows, seedOf('lime', numbers.seed)),
    recourse: await recourse(examined, compared),
  };
}

function manifoldOf(
  { replayed, players }: Examined,
  { rows, background, numbers }: Compared,
): OffManifold | NotAvailable {
  const found = offManifold({
    instance: replayed.instance,
    background: rows,
    backgroundRows: background.rows,
    players,
    seed: seedOf('off-manifold', numbers.seed),
  });
  return found ?? { notAvailable: 'the comparison group or the number of features is too small to tell' };
}

async function reasonsOf(
  examined: Examined,
  { rows, background, numbers }: Compared,
  leading: SpaceAttribution,
  manifold: OffManifold | NotAvailable,
): Promise<Reasoning & { tests: ReasonTests | null }> {
  const { evidence, replayed, players, features } = examined;
  const { declaration, instance } = replayed;
  if (evidence.prediction.decision !== evidence.case.decision.adverse)
    return { reasons: [], noReasonBecause: 'the decision on record is not against the person', tests: null };
  const movement = { instance: Float64Array.from(instance), background: rows, backgroundRows: background.rows };
  const movedAlone = rowsMovedAlone(movement, players);
  const score = scorerOf(examined, leading.space);
  const scores = await score(movedAlone, players.length);
  const changes = new Map(players.map(({ name }, index) => [name, (scores[index] ?? Number.NaN) - leading.value]));
  const reasoned = principalReasons({
    features: features.map((feature) => declared(feature, evidence)),
    attributions: leading.attributions,
    adverseIsHigh: adverseIsHigh(replayed),
    certainty: rankCertainty(leading, { adverseIsHigh: adverseIsHigh(replayed), seed: numbers.seed }),
    changeWhenMoved: (feature) => changes.get(feature) ?? Number.NaN,
    isOffManifold: 'high' in manifold && manifold.high,
  });
  if (reasoned.reasons.length === 0) return { ...reasoned, tests: null };
  const tested = {
    ...{ reasons: reasoned.reasons, players, attributions: leading.attributions, instance, movedAlone },
    adverseIsHigh: adverseIsHigh(replayed),
    isAdverse: (value: number) => isAdverse(value, leading.cutoff, declaration.adverseWhen),
  };
  const tests = await testReasons(tested, async (row) => (await score(row, 1))[0] ?? Number.NaN);
  return { ...reasoned, tests };
}

type Declared = Parameters<typeof principalReasons>[0]['features'][number];

function declared(feature: FeatureFacts, { case: { features }, prediction }: Evidence): Declared {
  const declaration = features.find(({ name }) => name === feature.name);
  const indicator = declaration?.imputedIndicator;
  const isImputed = indicator !== undefined && Number(prediction.inputs[indicator]) === 1;
  return { ...feature, declaration, isImputed };
}

/** The same run under the other population: always shown, so that nobody can pick the reference that suits. */
async function alternative(
  { examined, leading, reasons }: Stated,
  population: Population,
  manifold: OffManifold | NotAvailable,
): Promise<AlternativeReference | NotAvailable> {
  const compared = await examined
    .against(population === 'applicants' ? 'approved-near-cutoff' : 'applicants')
    .catch(emptyPopulation);
  if ('notAvailable' in compared) return compared;
  const { numbers, background } = compared;
  const other = numbers.spaces.find(({ space }) => space === leading.space);
  if (other === undefined) return { notAvailable: 'its scores are infinite on the leading scale' };
  const { reasons: theirs } = await reasonsOf(examined, compared, other, manifold);
  const named = (list: Explanation['reasons']): string[] => list.map(({ feature }) => feature);
  return {
    ...{ background, engine: numbers.engine, seed: numbers.seed, rowsScored: numbers.rowsScored },
    ...{ space: other.space, baseValue: other.baseValue, residual: other.residual, attributions: other.attributions },
    reasons: theirs,
    sharedReasons: named(reasons).filter((feature) => named(theirs).includes(feature)),
    sameReasons: named(reasons).join('\n') === named(theirs).join('\n'),
    largestChange: largestChange(examined.features, leading, other),
  };
}

function emptyPopulation(error: unknown): NotAvailable {
  if (error instanceof DossierError && error.code === 'analysis/background-empty')
    return { notAvailable: 'nobody belongs to that population' };
  throw error;
}

function largestChange(
  features: readonly FeatureFacts[],
  here: SpaceAttribution,
  there: SpaceAttribution,
): AlternativeReference['largestChange'] {
  const changes = features.map(({ name }, index) => {
    const difference = (there.attributions[index]?.attribution ?? 0) - (here.attributions[index]?.attribution ?? 0);
    return { feature: name, difference };
  });
  return changes.reduce<AlternativeReference['largestChange']>(
    (largest, change) =>
      largest === null || Math.abs(change.difference) > Math.abs(largest.difference) ? change : largest,
    null,
  );
}
