import type { FeatureDeclaration } from '../core/case.ts';
import type { FeatureAttribution, FeatureFacts, Reason } from '../core/findings.ts';
import type { RankCertainty } from './rank-certainty.ts';

export interface ReasonQuestion {
  /** The features, each with what case.yaml declares of it. */
  features: readonly (FeatureFacts & { declaration: FeatureDeclaration | undefined })[];
  /** In the order of `features`, on the leading scale. */
  attributions: readonly FeatureAttribution[];
  /** True when higher scores are adverse. */
  adverseIsHigh: boolean;
  /**
   * What the score does when one feature alone moves to the reference: its change, new minus old. Absent when nobody
   * asked the model. A reason whose feature, moved alone, does not relieve the score is flagged.
   */
  changeWhenMoved?: (feature: string) => number;
  /** How sure the order is, by place among `features`. Without it, errors are taken to be independent. */
  certainty?: RankCertainty;
}

const MOST_REASONS = 4;
/** A reason carries at least this share of all adverse attribution, or it is no principal one. */
const LEAST_SHARE = 0.01;

interface Candidate {
  /** Place among the features. */
  index: number;
  feature: ReasonQuestion['features'][number];
  /** Attribution towards the adverse decision. */
  adverse: number;
  attribution: FeatureAttribution;
}

/**
 * The principal reasons of an adverse decision: features that moved the score towards it, largest first, at most four
 * and never padded. A feature stops the list when its share is below 1 % of all adverse attribution or below twice its
 * standard error, of coalitions and background together. What a reviewer must settle is flagged, not dropped: leaving out a principal reason is a fault.
 *
 * @returns none when no feature moved the score towards the decision; the reference is then no worse than the applicant
 * @see 12 CFR 1002.9(b)(2) and its official interpretation, paragraphs 9(b)(2)-1 to 9(b)(2)-4 (for counsel's review)
 */
export function principalReasons(question: ReasonQuestion): Reason[] {
  const { features, attributions, adverseIsHigh } = question;
  const candidates = features
    .map((feature, index): Candidate => {
      const attribution = attributions[index]!;
      return {
        index,
        feature,
        attribution,
        adverse: adverseIsHigh ? attribution.attribution : -attribution.attribution,
      };
    })
    .filter(({ adverse }) => adverse > 0)
    .sort((one, other) => other.adverse - one.adverse);
  const total = candidates.reduce((sum, { adverse }) => sum + adverse, 0);
  const counted = candidates.findIndex(
    ({ adverse, attribution }) => adverse < Math.max(2 * spread(attribution), LEAST_SHARE * total),
  );
  const principal = candidates.slice(0, counted < 0 ? candidates.length : counted);
  return principal
    .slice(0, MOST_REASONS)
    .map((candidate, place) => reason(candidate, { place, next: principal[place + 1], question }));
}

function reason(
  candidate: Candidate,
  { place, next, question }: { place: number; next: Candidate | undefined; question: ReasonQuestion },
): Reason {
  const { feature, attribution, index } = candidate;
  const { declaration } = feature;
  const change = question.changeWhenMoved?.(feature.name);
  const flags = [
    ...(declaration?.prohibitedBasis ? ['rests on a basis that case.yaml declares prohibited'] : []),
    ...(/\bmissing\b/.test(feature.value) ? ['the value was missing'] : []),
    ...(declaration?.reason === undefined ? ['no approved wording in case.yaml'] : []),
    ...(change !== undefined && (question.adverseIsHigh ? change >= 0 : change <= 0)
      ? ['moving this feature alone to the reference does not relieve the score']
      : []),
    ...(feature.sources.length === 0 ? ['not led back to a source column'] : []),
  ];
  return {
    rank: place + 1,
    code: declaration?.reason?.code ?? null,
    text: declaration?.reason?.text ?? feature.label,
    feature: feature.name,
    attribution: attribution.attribution,
    tied: next !== undefined && areTied(candidate, next, question.certainty),
    topFourProbability: question.certainty?.topFour?.[index] ?? null,
    flags,
  };
}

function areTied(one: Candidate, other: Candidate, certainty: RankCertainty | undefined): boolean {
  if (certainty !== undefined) return certainty.areTied(one.index, other.index);
  return one.adverse - other.adverse < 2 * spread(one.attribution, other.attribution);
}

/** The standard error of an attribution, or of a sum or difference of several as if they were independent. */
function spread(...attributions: FeatureAttribution[]): number {
  return Math.hypot(
    ...attributions.flatMap(({ standardError, backgroundStandardError }) => [
      standardError,
      backgroundStandardError ?? 0,
    ]),
  );
}
