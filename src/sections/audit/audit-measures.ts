import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { attributeLabel } from '../parts/attribute-label.ts';
import { paragraph } from '../parts/blocks.ts';
import { measureTable } from '../parts/measure-table.ts';
import { SCORE_MEASURES } from '../parts/score-measures.ts';

export const auditMeasures: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-measures',
    answers: 'What do the other measures say of decisions, and how sure are they?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const { attributes = [], definitions = [] } = bias.further ?? {};
    const tables = attributes
      .filter((attribute) => attribute.attributes.length === 1)
      .flatMap((attribute) => {
        const caption = words('audit-measures.caption', { attribute: attributeLabel(attribute, bias.attributes) });
        const ofDecisions = attribute.measures.filter(({ metric }) => !SCORE_MEASURES.has(metric));
        return measureTable(words, ofDecisions, { id: `measures-${attribute.name}`, caption, definitions });
      });
    return [paragraph(words(tables.length === 0 ? 'audit-measures.none' : 'audit-measures.lead')), ...tables];
  },
});
