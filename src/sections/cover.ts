import { hashGroups, utcTime } from '../core/format.ts';
import { defineSection, type Section } from './define-section.ts';
import { callout, facts, list, paragraph } from './parts/blocks.ts';
import { digestOf, orNotRecorded } from './parts/recorded.ts';

export const cover: Section = defineSection({
  meta: {
    id: 'cover',
    answers: 'What is this document, about which prediction, and who made it when?',
    needs: { evidence: ['case', 'asOf', 'prediction', 'chain'], findings: ['tool', 'evidenceSha256'] },
  },
  write({ evidence, findings, document, words }) {
    const { system } = evidence.case;
    const { prediction, chain } = evidence;
    const { name, version } = findings.tool;
    return [
      paragraph(words('cover.lead', { id: prediction.id, system: system.title }), 'lead'),
      facts([
        { term: words('cover.prediction'), value: prediction.id, mono: true },
        { term: words('cover.decision'), value: orNotRecorded(words, prediction.decision) },
        { term: words('cover.decided-at'), value: utcTime(prediction.decidedAt) },
        { term: words('cover.system'), value: system.title },
        { term: words('cover.purpose'), value: system.purpose },
        { term: words('cover.owner'), value: system.owner.name },
        { term: words('cover.contact'), value: orNotRecorded(words, system.owner.contact ?? null) },
        { term: words('cover.as-of'), value: utcTime(evidence.asOf) },
        { term: words('cover.made-by'), value: words('cover.made-by-value', { name, version }) },
        { term: words('cover.template'), value: document.template },
        { term: words('cover.model-sha256'), value: digestOf(words, chain.model?.sha256 ?? null), mono: true },
        { term: words('cover.evidence-sha256'), value: hashGroups(findings.evidenceSha256), mono: true },
        { term: words('cover.findings-sha256'), value: hashGroups(document.findingsSha256), mono: true },
      ]),
      callout('neutral', words('cover.is.title'), words('cover.is.text', { asOf: utcTime(evidence.asOf) })),
      callout('warning', words('cover.is-not.title'), words('cover.is-not.text')),
      list([words('cover.reading.as-of'), words('cover.reading.gaps'), words('cover.reading.numbers')]),
    ];
  },
});
