import type { BiasAudit } from '../../core/findings.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { heading, paragraph } from '../parts/blocks.ts';
import { measureTable } from '../parts/measure-table.ts';

export const auditMeasures: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-measures',
    answers: 'What do the other measures say, of decisions and of scores, and how sure are they?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const attributes = singleAttributes(bias);
    if (attributes.length === 0) return [paragraph(words('audit-measures.none'))];
    return [
      paragraph(words('audit-measures.lead')),
      ...attributes.flatMap((attribute) => [
        heading(attribute.name),
        ...measureTable(words, attribute, bias.further?.definitions ?? []),
      ]),
    ];
  },
});

function singleAttributes({ further }: BiasAudit): NonNullable<BiasAudit['further']>['attributes'] {
  return (further?.attributes ?? []).filter(({ attributes }) => attributes.length === 1);
}
