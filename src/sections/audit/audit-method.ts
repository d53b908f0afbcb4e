import type { Block } from '../../core/block.ts';
import type { BiasAudit } from '../../core/findings.ts';
import type { MeasureDefinition } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { facts, heading, paragraph } from '../parts/blocks.ts';
import { definitionTable } from '../parts/definition-table.ts';
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
      definitionTable(words, {
        ...{ id: 'audit-method-rates', caption: words('audit-method.rates.caption') },
        rows: GROUP_DEFINITIONS.map(({ term, definition, source }) => [words(term), words(definition), words(source)]),
      }),
      ...measured(words, shownDefinitions(bias)),
    ];
  },
});

/** Only of what is shown: a dictionary of all would bury it. */
function shownDefinitions({ further }: BiasAudit): MeasureDefinition[] {
  const shown = new Set(further?.attributes.flatMap(({ measures }) => measures.map(({ metric }) => metric)));
  return (further?.definitions ?? []).filter(({ metric }) => shown.has(metric));
}

function measured(words: Words, definitions: readonly MeasureDefinition[]): Block[] {
  if (definitions.length === 0) return [];
  const rows = definitions.map(({ title, formula, unit, limits, source }): [string, string, string] => [
    title,
    words('audit-method.definition', { formula, unit, limits: limits.join(' ') }),
    source,
  ]);
  return [
    heading(words('audit-method.measures.title')),
    definitionTable(words, { id: 'audit-method-measures', caption: words('audit-method.measures.caption'), rows }),
  ];
}
