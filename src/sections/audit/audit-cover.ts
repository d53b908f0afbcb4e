import { count, hashGroups, utcTime } from '../../core/format.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { callout, facts, list, paragraph } from '../parts/blocks.ts';
import { orNotRecorded } from '../parts/recorded.ts';

export const auditCover: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-cover',
    answers: 'What was audited, over which time, and what is this paper not?',
    needs: ['system', 'auditId', 'asOf', 'bias', 'copy', 'tool', 'decision'],
  },
  write({ record: { system, auditId, asOf, bias, copy, tool, decision }, recordSha256, words }) {
    return [
      paragraph(words('audit-cover.lead', { system: system.title }), 'lead'),
      facts([
        { term: words('audit-cover.system'), value: system.title },
        { term: words('audit-cover.purpose'), value: system.purpose },
        { term: words('audit-cover.owner'), value: system.owner.name },
        { term: words('audit-cover.contact'), value: orNotRecorded(words, system.owner.contact ?? null) },
        { term: words('audit-cover.from'), value: utcTime(bias.slice.from) },
        { term: words('audit-cover.to'), value: utcTime(bias.slice.to) },
        { term: words('audit-cover.decisions'), value: count(bias.used) },
        { term: words('audit-cover.favourable'), value: decision.favourable },
        { term: words('audit-cover.profile'), value: `${bias.profile.title} (${bias.profile.id})` },
        { term: words('audit-cover.as-of'), value: utcTime(asOf) },
        { term: words('audit-cover.made-by'), value: words('audit-cover.made-by-value', tool) },
        { term: words('audit-cover.id'), value: auditId, mono: true },
        { term: words('audit-cover.record'), value: hashGroups(recordSha256), mono: true },
      ]),
      copy === 'external'
        ? callout('neutral', words('audit-cover.external.title'), words('audit-cover.external.text'))
        : callout('warning', words('audit-cover.internal.title'), words('audit-cover.internal.text')),
      callout('warning', words('audit-cover.is-not.title'), words('audit-cover.is-not.text')),
      list([
        words('audit-cover.reading.verdicts'),
        words('audit-cover.reading.gaps'),
        words('audit-cover.reading.tables'),
      ]),
    ];
  },
});
