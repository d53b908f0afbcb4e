import type { Block } from '../core/block.ts';
import type { Chain, Evidence, PredictionRecord } from '../core/evidence.ts';
import type { AttributeAudit, Attribution, BiasAudit, Disparity, Findings, Replay } from '../core/findings.ts';
import {
  compact,
  count,
  decimal,
  digitsApart,
  interval,
  percentage,
  pValue,
  readable,
  signed,
  utcTime,
} from '../core/format.ts';
import type { Issue, Severity } from '../core/issue.ts';
import type { Reason } from '../core/reason.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { callout, heading, list, paragraph } from './parts/blocks.ts';
import { cutoffRule } from './parts/cutoff-rule.ts';
import { type DigestState, digestState } from './parts/digest-state.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { orNotRecorded } from './parts/recorded.ts';
import { sentence } from './parts/sentence.ts';
import { heaviestFirst, severityName } from './parts/severity.ts';
import { spaceName } from './parts/space-name.ts';
import { verdictText } from './parts/verdict.ts';

export const summary: Section = defineSection({
  meta: {
    id: 'summary',
    answers: 'What was found, in a page, and what is missing?',
    needs: {
      evidence: ['case', 'prediction', 'chain', 'issues'],
      findings: ['replay', 'attribution', 'bias', 'issues'],
    },
  },
  write({ evidence, findings, words }) {
    return [
      heading(words('summary.decision.title')),
      paragraph(decisionText(words, evidence, findings.replay)),
      heading(words('summary.model.title')),
      paragraph(modelText(words, evidence.chain, evidence.prediction)),
      heading(words('summary.replay.title')),
      paragraph(replayText(words, findings.replay, evidence.prediction)),
      heading(words('summary.reasons.title')),
      ...reasons(words, findings.attribution),
      heading(words('summary.groups.title')),
      ...groups(words, findings.bias),
      heading(words('summary.missing.title')),
      ...missing(words, heaviestFirst(evidence.issues, findings.issues)),
    ];
  },
});

function decisionText(words: Words, evidence: Pick<Evidence, 'case' | 'prediction'>, replay: Replay): string {
  const { id, decidedAt, decision, score } = evidence.prediction;
  const digits = digitsApart(score, replay.cutoff);
  return words(replay.margin === null ? 'summary.decision.plain' : 'summary.decision.text', {
    id,
    decidedAt: utcTime(decidedAt),
    decision: orNotRecorded(words, decision),
    score: score === null ? words('common.not-recorded') : decimal(score, digits),
    rule: cutoffRule(words, replay, evidence.case, digits),
  });
}

const MODEL_BYTES: Record<DigestState, string> = {
  equal: 'summary.model.equal',
  different: 'summary.model.different',
  'not-recorded': 'summary.model.not-recorded',
  'no-file': 'summary.model.no-file',
};

function modelText(words: Words, { model }: Pick<Chain, 'model'>, { modelVersion }: PredictionRecord): string {
  const logged = words('summary.model.logged', { modelVersion });
  if (model === null) return `${logged} ${words('summary.model.not-found')}`;
  const version = orNotRecorded(words, model.version);
  return `${logged} ${words('summary.model.artefact', { name: model.name, version })} ${words(MODEL_BYTES[digestState(model)])}`;
}

function replayText(words: Words, replay: Replay, { decision }: PredictionRecord): string {
  const { replayedScore, difference, tolerance, decisionAgrees } = replay;
  const digits = digitsApart(replayedScore, replay.cutoff);
  const scored = words('summary.replay.score', {
    score: decimal(replayedScore, digits),
    difference: compact(difference),
    tolerance: compact(tolerance),
  });
  const recorded = orNotRecorded(words, decision);
  const agreed = decisionAgrees
    ? words('summary.replay.agrees', { decision: replay.decision })
    : words('summary.replay.differs', { decision: replay.decision, recorded });
  return `${scored} ${agreed}`;
}

function reasons(words: Words, attribution: Findings['attribution']): Block[] {
  if (isNotAvailable(attribution)) return [gap(words, attribution.notAvailable)];
  if (attribution.reasons.length === 0) return [paragraph(words('summary.reasons.none'))];
  const [leading] = attribution.spaces;
  const description = readable(attribution.background.description);
  return [
    paragraph(words('summary.reasons.lead', { description })),
    list(
      attribution.reasons.map((reason) => reasonText(words, reason, attribution)),
      true,
    ),
    ...(leading === undefined
      ? []
      : [paragraph(words('summary.reasons.note', { space: spaceName(words, leading.space) }), 'note')]),
  ];
}

function reasonText(words: Words, reason: Reason, { features }: Attribution): string {
  const feature = features.find(({ name }) => name === reason.feature);
  const text = words('summary.reasons.item', {
    code: reason.code ?? words('reason.no-code'),
    text: reason.text,
    feature: feature?.label ?? reason.feature,
    attribution: signed(reason.attribution),
  });
  return [text, ...(reason.tied ? [words('reason.tied')] : []), ...reason.flags.map(sentence)].join(' ');
}

function groups(words: Words, bias: Findings['bias']): Block[] {
  if (isNotAvailable(bias)) return [gap(words, bias.notAvailable)];
  const sentences = bias.attributes.flatMap((attribute) =>
    attribute.disparities
      .filter(({ metric }) => metric === 'selectionRate')
      .map((disparity) => groupText(words, { attribute, disparity, bias })),
  );
  if (sentences.length === 0) return [paragraph(words('summary.groups.none'))];
  const { from, to } = bias.slice;
  return [
    paragraph(words('summary.groups.lead', { used: count(bias.used), from: utcTime(from), to: utcTime(to) })),
    list(sentences),
    paragraph(words('summary.groups.note', { profile: bias.profile.title }), 'note'),
  ];
}

interface Compared {
  attribute: AttributeAudit;
  disparity: Disparity;
  bias: BiasAudit;
}

function groupText(words: Words, { attribute, disparity, bias }: Compared): string {
  const rateOf = (wanted: string): string => {
    const rate = attribute.groups.find(({ group }) => group === wanted)?.metrics['selectionRate'];
    return words('summary.groups.rate', {
      rate: percentage(rate?.value ?? null),
      interval: interval(rate?.low ?? null, rate?.high ?? null, percentage),
      n: count(rate?.denominator ?? null),
      confidence: percentage(bias.confidence, 0),
    });
  };
  const { ratio, p, verdict, because } = disparity;
  return words('summary.groups.item', {
    attribute: attribute.label,
    group: disparity.group,
    groupRate: rateOf(disparity.group),
    reference: attribute.reference,
    referenceRate: rateOf(attribute.reference),
    favourable: bias.favourable,
    ratio: decimal(ratio.value),
    ratioInterval: interval(ratio.low, ratio.high, decimal),
    p: pValue(p),
    verdict: verdictText(words, verdict),
    because: readable(because),
  });
}

function missing(words: Words, issues: readonly Issue[]): Block[] {
  if (issues.length === 0) return [paragraph(words('summary.missing.none'))];
  const having = (severity: Severity): string => count(issues.filter((issue) => issue.severity === severity).length);
  const counts = { gaps: having('error'), doubts: having('warning'), notes: having('info') };
  const heavy = issues.filter(({ severity }) => severity !== 'info');
  const tone = issues[0]?.severity === 'error' ? 'error' : heavy.length > 0 ? 'warning' : 'neutral';
  return [
    callout(tone, words('summary.missing.counted', counts), words('summary.missing.lead')),
    ...(heavy.length > 0
      ? [list(heavy.map(({ message, severity }) => `${severityName(words, severity)}: ${sentence(message)}`))]
      : []),
  ];
}
