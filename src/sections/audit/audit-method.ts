import type { BiasAudit } from '../../core/findings.ts';
import type { MeasureDefinition } from '../../core/measures.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { facts, heading, list, paragraph } from '../parts/blocks.ts';
import { GROUP_DEFINITIONS } from '../parts/group-definitions.ts';

export const auditMethod: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-method',
    answers: 'What does every measure mean, where is it published, and what can it not tell?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const { further } = bias;
    return [
      paragraph(words('audit-method.lead')),
      ...(further === undefined
        ? []
        : [
            facts([
              { term: words('audit-method.replicates'), value: String(further.replicates) },
              {
                term: words('audit-method.seed'),
                value: further.seed === '' ? words('audit-method.no-seed') : further.seed,
                mono: true,
              },
            ]),
          ]),
      heading(words('audit-method.rates.title')),
      ...GROUP_DEFINITIONS.map(({ term, definition, source }) =>
        paragraph(
          words('audit-method.definition', { term: words(term), definition: words(definition), source: words(source) }),
        ),
      ),
      heading(words('audit-method.measures.title')),
      list(shownDefinitions(bias).map((definition) => definitionText(definition))),
    ];
  },
});

/** Only of what is shown: a dictionary of all would bury it. */
function shownDefinitions({ further }: BiasAudit): MeasureDefinition[] {
  const shown = new Set(further?.attributes.flatMap(({ measures }) => measures.map(({ metric }) => metric)));
  return (further?.definitions ?? []).filter(({ metric }) => shown.has(metric));
}

function definitionText({ title, formula, unit, source, limits }: MeasureDefinition): string {
  return `${title}: ${formula} (${unit}). ${source}. ${limits.join(' ')}`;
}
