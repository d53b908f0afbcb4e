import { percentage, readable, utcTime } from '../../core/format.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { facts, heading, paragraph } from '../parts/blocks.ts';
import { exclusionTable } from '../parts/exclusion-table.ts';
import { profileBlocks } from '../parts/profile-blocks.ts';

export const auditSlice: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-slice',
    answers: 'Which decisions were counted, which were not, and by which thresholds were they held?',
    needs: ['bias', 'period', 'protected'],
  },
  write({ record: { bias, period, protected: held }, words }) {
    const sources = held.attributes.map(({ label, source }) =>
      words('audit-slice.source', { attribute: label, source: source ?? words('audit-slice.source.unsaid') }),
    );
    return [
      facts([
        { term: words('audit-slice.description'), value: readable(bias.slice.description) },
        {
          term: words('audit-slice.since'),
          value: period.since === null ? words('audit-slice.open') : utcTime(period.since),
        },
        {
          term: words('audit-slice.until'),
          value: period.until === null ? words('audit-slice.open') : utcTime(period.until),
        },
        { term: words('audit-slice.confidence'), value: percentage(bias.confidence, 0) },
        { term: words('audit-slice.sources'), value: sources.join('; ') },
      ]),
      exclusionTable(words, bias),
      paragraph(words('audit-slice.exclusions.note'), 'note'),
      heading(words('group-outcomes.profile.title')),
      ...profileBlocks(words, bias.profile),
    ];
  },
});
