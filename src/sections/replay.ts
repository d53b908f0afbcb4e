import { compact, decimal, digitsApart, hashGroups } from '../core/format.ts';
import { defineSection, type Section } from './define-section.ts';
import { callout, facts, paragraph } from './parts/blocks.ts';
import { cutoffRule } from './parts/cutoff-rule.ts';
import { orNotRecorded } from './parts/recorded.ts';

export const replay: Section = defineSection({
  meta: {
    id: 'replay',
    answers: 'Does the model, given the recorded inputs, give the recorded score again?',
    needs: { evidence: ['case', 'prediction'], findings: ['replay'] },
  },
  write({ evidence, findings, words }) {
    const found = findings.replay;
    const digits = digitsApart(found.replayedScore, found.cutoff);
    const values = { decision: found.decision, recorded: orNotRecorded(words, evidence.prediction.decision) };
    return [
      paragraph(words('replay.lead')),
      facts([
        { term: words('replay.recorded-score'), value: decimal(found.recordedScore, digits) },
        { term: words('replay.replayed-score'), value: decimal(found.replayedScore, digits) },
        { term: words('replay.difference'), value: compact(found.difference) },
        { term: words('replay.tolerance'), value: compact(found.tolerance) },
        { term: words('replay.rule'), value: cutoffRule(words, found, evidence.case, digits) },
        { term: words('replay.decision'), value: found.decision },
        { term: words('replay.model-sha256'), value: hashGroups(found.modelSha256), mono: true },
        { term: words('replay.output'), value: found.output },
        { term: words('replay.margin'), value: found.margin ?? words('replay.margin.none') },
        { term: words('replay.runtime'), value: found.runtime },
      ]),
      found.decisionAgrees
        ? callout('neutral', words('replay.agrees.title'), words('replay.agrees.text', values))
        : callout('error', words('replay.differs.title'), words('replay.differs.text', values)),
      paragraph(words('replay.note'), 'note'),
    ];
  },
});
