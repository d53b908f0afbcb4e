import type { FurtherAttribute } from '../core/measures.ts';
import { defineSection, type Section } from './define-section.ts';
import { attributeLabel } from './parts/attribute-label.ts';
import { heading, paragraph } from './parts/blocks.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { pairTable } from './parts/pair-table.ts';
import { strataTable } from './parts/strata-table.ts';
import { worstCase } from './parts/worst-case.ts';

/** A dossier is about one person: the audit of the period shows all groups. */
const MOST_GROUPS = 12;

export const groupMeasures: Section = defineSection({
  meta: {
    id: 'group-measures',
    answers: 'How fragile are the gaps between groups, and what do they look like where attributes meet?',
    needs: { evidence: [], findings: ['bias'] },
  },
  write({ findings: { bias }, words }) {
    if (isNotAvailable(bias)) return [gap(words, bias.notAvailable)];
    if (bias.further === undefined) return [gap(words, words('group-measures.none'))];
    return [
      paragraph(words('group-measures.lead')),
      ...bias.further.attributes.flatMap((attribute: FurtherAttribute) => [
        heading(attributeLabel(attribute, bias.attributes)),
        ...worstCase(words, attribute),
        ...pairTable(words, attribute, { label: attributeLabel(attribute, bias.attributes), most: MOST_GROUPS }),
        ...(attribute.strata.length === 0
          ? []
          : [strataTable(words, attribute, attributeLabel(attribute, bias.attributes))]),
      ]),
      paragraph(words('group-measures.more'), 'note'),
    ];
  },
});
