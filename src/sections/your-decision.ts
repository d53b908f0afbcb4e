import { decimal, digitsApart, utcTime } from '../core/format.ts';
import { defineSection, type Section } from './define-section.ts';
import { callout, facts, paragraph } from './parts/blocks.ts';
import { cutoffRule } from './parts/cutoff-rule.ts';
import { type DigestState, digestState } from './parts/digest-state.ts';
import { orNotRecorded } from './parts/recorded.ts';

const MODEL_BYTES: Record<DigestState | 'not-found', string> = {
  equal: 'your-decision.model.equal',
  different: 'your-decision.model.different',
  'not-recorded': 'your-decision.model.not-recorded',
  'no-file': 'your-decision.model.no-file',
  'not-found': 'your-decision.model.not-found',
};

export const yourDecision: Section = defineSection({
  meta: {
    id: 'your-decision',
    answers: 'What was decided about me, by what rule, and was it checked?',
    needs: { evidence: ['case', 'prediction', 'chain', 'asOf'], findings: ['replay', 'tool'] },
  },
  write({ evidence, findings, words }) {
    const { prediction, case: declaration, chain } = evidence;
    const { replay, tool } = findings;
    const { score } = prediction;
    const digits = digitsApart(score, replay.cutoff);
    const model = chain.model === null ? 'not-found' : digestState(chain.model);
    const values = { decision: replay.decision, recorded: orNotRecorded(words, prediction.decision) };
    return [
      paragraph(words('your-decision.lead', { system: declaration.system.title, id: prediction.id }), 'lead'),
      facts([
        { term: words('your-decision.decision'), value: orNotRecorded(words, prediction.decision) },
        { term: words('your-decision.decided-at'), value: utcTime(prediction.decidedAt) },
        { term: words('your-decision.purpose'), value: declaration.system.purpose },
        {
          term: words('your-decision.score'),
          value: score === null ? words('common.not-recorded') : decimal(score, digits),
        },
        { term: words('your-decision.rule'), value: cutoffRule(words, replay, declaration, digits) },
        { term: words('your-decision.number'), value: prediction.id, mono: true },
      ]),
      paragraph(words(MODEL_BYTES[model])),
      replay.decisionAgrees
        ? callout('neutral', words('your-decision.agrees.title'), words('your-decision.agrees.text', values))
        : callout('error', words('your-decision.differs.title'), words('your-decision.differs.text', values)),
      paragraph(words('your-decision.note', { asOf: utcTime(evidence.asOf), ...tool }), 'note'),
    ];
  },
});
