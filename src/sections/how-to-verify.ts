import { defineSection, type Section } from './define-section.ts';
import { callout, facts, heading, list, paragraph } from './parts/blocks.ts';

export const howToVerify: Section = defineSection({
  meta: {
    id: 'how-to-verify',
    answers: 'How can a stranger check this dossier, and what does a check show?',
    needs: { evidence: ['prediction', 'asOf'], findings: ['tool'] },
  },
  write({ evidence, findings, document, words }) {
    const { id } = evidence.prediction;
    const again = { id, asOf: evidence.asOf, template: document.template };
    return [
      paragraph(words('how-to-verify.lead')),
      facts([
        { term: words('how-to-verify.all'), value: words('how-to-verify.all-command'), mono: true },
        { term: words('how-to-verify.sums'), value: words('how-to-verify.sums-command'), mono: true },
        { term: words('how-to-verify.signer'), value: words('how-to-verify.signer-command'), mono: true },
        { term: words('how-to-verify.again'), value: words('how-to-verify.again-command', again), mono: true },
      ]),
      paragraph(words('how-to-verify.note', { version: findings.tool.version })),
      heading(words('how-to-verify.shows.title')),
      list([
        words('how-to-verify.shows.files'),
        words('how-to-verify.shows.records'),
        words('how-to-verify.shows.signature'),
        words('how-to-verify.shows.again'),
      ]),
      heading(words('how-to-verify.does-not-show.title')),
      list([
        words('how-to-verify.does-not-show.truth'),
        words('how-to-verify.does-not-show.time'),
        words('how-to-verify.does-not-show.unsigned'),
        words('how-to-verify.does-not-show.key'),
      ]),
      callout('neutral', words('how-to-verify.signed.title'), words('how-to-verify.signed.text')),
    ];
  },
});
