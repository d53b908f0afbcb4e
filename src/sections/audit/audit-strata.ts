import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { attributeLabel } from '../parts/attribute-label.ts';
import { paragraph } from '../parts/blocks.ts';
import { strataTable } from '../parts/strata-table.ts';

export const auditStrata: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-strata',
    answers: 'Do the gaps remain among people who are alike on the declared grounds?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const stratified = (bias.further?.attributes ?? []).filter(({ strata }) => strata.length > 0);
    if (stratified.length === 0) return [paragraph(words('audit-strata.none'))];
    return [
      paragraph(words('audit-strata.lead')),
      ...stratified.map((attribute) => strataTable(words, attribute, attributeLabel(attribute, bias.attributes))),
    ];
  },
});
