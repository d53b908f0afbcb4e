import { hashGroups } from '../core/format.ts';
import { defineSection, type Section } from './define-section.ts';
import { facts, list, paragraph } from './parts/blocks.ts';
import { orNotRecorded } from './parts/recorded.ts';

export const yourNextSteps: Section = defineSection({
  meta: {
    id: 'your-next-steps',
    answers: 'What can I do now, and whom can I ask?',
    needs: { evidence: ['case', 'prediction'], findings: [] },
  },
  write({ evidence, document, words }) {
    const { owner } = evidence.case.system;
    return [
      paragraph(words('your-next-steps.lead', { owner: owner.name })),
      list([
        words('your-next-steps.check'),
        words('your-next-steps.person'),
        words('your-next-steps.view'),
        words('your-next-steps.advice'),
      ]),
      facts([
        { term: words('your-next-steps.owner'), value: owner.name },
        { term: words('your-next-steps.contact'), value: orNotRecorded(words, owner.contact ?? null) },
        { term: words('your-next-steps.quote'), value: evidence.prediction.id, mono: true },
        { term: words('your-next-steps.record'), value: hashGroups(document.findingsSha256), mono: true },
      ]),
      paragraph(words('your-next-steps.rights'), 'note'),
    ];
  },
});
