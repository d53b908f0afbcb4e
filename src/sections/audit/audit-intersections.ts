import type { Block } from '../../core/block.ts';
import { count, percentage } from '../../core/format.ts';
import type { FurtherAttribute } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { heading, numberColumn, paragraph, textColumn } from '../parts/blocks.ts';
import { pairTable } from '../parts/pair-table.ts';
import { worstCase } from '../parts/worst-case.ts';

const MOST_GROUPS = 30;

export const auditIntersections: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-intersections',
    answers: 'What happens where two attributes meet, and does a tiny group decide it?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const crossed = (bias.further?.attributes ?? []).filter(({ attributes }) => attributes.length > 1);
    if (crossed.length === 0) return [paragraph(words('audit-intersections.none'))];
    return [
      paragraph(words('audit-intersections.lead')),
      ...crossed.flatMap((attribute) => [
        heading(attribute.name),
        ...worstCase(words, attribute),
        sizes(words, attribute),
        ...pairTable(words, attribute, MOST_GROUPS),
      ]),
    ];
  },
});

function sizes(words: Words, { name, groups }: FurtherAttribute): Block {
  return {
    kind: 'table',
    id: `audit-sizes-${name}`,
    caption: words('audit-intersections.sizes.caption', { attribute: name }),
    columns: [
      textColumn(words('audit-intersections.column.group'), 2),
      numberColumn(words('audit-intersections.column.n')),
      numberColumn(words('audit-intersections.column.share')),
      textColumn(words('audit-intersections.column.eligible'), 2),
    ],
    rows: groups
      .slice(0, MOST_GROUPS)
      .map(({ group, n, share, eligible, because }) => [
        ...[group, count(n), percentage(share)],
        eligible
          ? words('audit-intersections.eligible')
          : words('audit-intersections.not-eligible', { because: because ?? '' }),
      ]),
  };
}
