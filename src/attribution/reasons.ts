import type { FeatureAttribution } from '../core/findings.ts';
import type { Reason } from '../core/reason.ts';
import type { RankCertainty } from './rank-certainty.ts';
import { type ModelAnswers, type ReasonFeature, reasonFlags } from './reason-flags.ts';

export interface ReasonQuestion extends ModelAnswers {
  /** The features, each with what case.yaml declares of it, in the order of the case. */
  features: readonly ReasonFeature[];
  /** In the order of `features`, on the leading scale. */
  attributions: readonly FeatureAttribution[];
  /** How sure the order is, by place among `features`. Without it, errors are taken to be independent. */
  certainty?: RankCertainty;
}

/** The reasons, or why there are none. */
export interface Reasoning {
  reasons: Reason[];
  noReasonBecause: string | null;
}

const MOST_REASONS = 4;
/** A reason carries at least this share of all adverse attribution, or it is no principal one. */
const LEAST_SHARE = 0.01;

interface Candidate {
  index: number;
  feature: ReasonFeature;
  /** Attribution towards the adverse decision. */
  adverse: number;
  attribution: FeatureAttribution;
}

/**
 * The principal reasons of an adverse decision: features that moved the score towards it, largest first, then in the
 * order of the case; at most four, and beyond the fourth those that cannot be told from it. Never padded: a feature
 * stops the list when its share is below 1 % of all adverse attribution or below twice its standard error, of
 * coalitions and background together. What a reviewer must settle is flagged, not dropped: leaving out a principal
 * reason is a fault.
 *
 * @see 12 CFR 1002.9(b)(2) and its official interpretation, paragraphs 9(b)(2)-1 to 9(b)(2)-4 (for counsel's review)
 */
export function principalReasons(question: ReasonQuestion): Reasoning {
  const { features, attributions, adverseIsHigh } = question;
  const candidates = features
    .map((feature, index): Candidate => {
      const attribution = attributions[index]!;
      const adverse = adverseIsHigh ? attribution.attribution : -attribution.attribution;
      return { index, feature, attribution, adverse };
    })
    .filter(({ adverse }) => adverse > 0)
    .sort((one, other) => other.adverse - one.adverse || one.index - other.index);
  if (candidates.length === 0) {
    return none(
      'no feature moved the score towards the decision: the comparison group is no better off than the person',
    );
  }
  const total = candidates.reduce((sum, { adverse }) => sum + adverse, 0);
  const counted = candidates.findIndex(
    (candidate) => candidate.adverse < Math.max(2 * errorOf(candidate), LEAST_SHARE * total),
  );
  const principal = candidates.slice(0, counted < 0 ? candidates.length : counted);
  if (principal.length === 0) {
    return none('no contribution towards the decision can be told from 0 within its standard error');
  }
  const last = principal[MOST_REASONS - 1];
  const listed = principal.filter(
    (candidate, rank) => rank < MOST_REASONS || (last !== undefined && areTied(question, last, candidate)),
  );
  return {
    reasons: listed.map((candidate, rank) => reason(candidate, { rank, next: listed[rank + 1], question })),
    noReasonBecause: null,
  };
}

function none(noReasonBecause: string): Reasoning {
  return { reasons: [], noReasonBecause };
}

function reason(
  { index, feature, adverse, attribution }: Candidate,
  { rank, next, question }: { rank: number; next: Candidate | undefined; question: ReasonQuestion },
): Reason {
  const { declaration, name } = feature;
  const flags = reasonFlags(feature, question);
  const candidate = { index, feature, adverse, attribution };
  return {
    rank: rank + 1,
    code: declaration?.reason?.code ?? null,
    text: declaration?.reason?.text ?? feature.label,
    feature: name,
    attribution: attribution.attribution,
    tied: next !== undefined && areTied(question, candidate, next),
    topFourProbability: question.certainty?.topFour?.[index] ?? null,
    flags: flags.map(({ message }) => message),
    flagCodes: flags.map(({ code }) => code),
  };
}

/** True when two attributions differ by less than twice the standard error of their difference. */
function areTied({ certainty }: ReasonQuestion, one: Candidate, other: Candidate): boolean {
  if (certainty !== undefined) return certainty.areTied(one.index, other.index);
  return Math.abs(one.adverse - other.adverse) < 2 * Math.hypot(errorOf(one), errorOf(other));
}

/** The standard error of an attribution, of coalitions and background together. */
function errorOf({ attribution }: Candidate): number {
  return Math.hypot(attribution.standardError, attribution.backgroundStandardError ?? 0);
}
