import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { list, paragraph } from '../parts/blocks.ts';

export const auditLimitations: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-limitations',
    answers: 'What can this audit not tell?',
    needs: ['bias', 'suppressed', 'protected'],
  },
  write({ record: { bias, suppressed, protected: held }, words }) {
    const labelled = bias.attributes.some(({ groups }) => groups.some((group) => group.labelled > 0));
    return [
      paragraph(words('audit-limitations.lead')),
      list([
        words('audit-limitations.screening'),
        words('audit-limitations.cause'),
        words('audit-limitations.groups'),
        words(labelled ? 'audit-limitations.outcomes' : 'audit-limitations.no-outcomes'),
        words('audit-limitations.many'),
        words('audit-limitations.asymptotic'),
        words('audit-limitations.drift'),
        ...(held.attributes.some(({ source }) => source === 'proxy') ? [words('audit-limitations.proxy')] : []),
        ...(suppressed.length > 0 ? [words('audit-limitations.suppressed')] : []),
      ]),
    ];
  },
});
