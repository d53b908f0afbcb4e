import type { Block } from '../../core/block.ts';
import { count, decimal, percentage } from '../../core/format.ts';
import type { ImpactTable } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { numberColumn, paragraph, textColumn } from '../parts/blocks.ts';

const MOST_ROWS = 60;

export const auditImpactRatios: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-impact-ratios',
    answers: 'Which tables does the profile ask to be published?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const tables = (bias.further?.attributes ?? []).flatMap(({ impactTables = [] }) => impactTables);
    if (tables.length === 0) return [paragraph(words('audit-impact-ratios.none', { profile: bias.profile.id }))];
    return [
      paragraph(words('audit-impact-ratios.lead', { citation: bias.profile.citation })),
      ...tables.map((table) => impactTable(words, table)),
    ];
  },
});

function impactTable(words: Words, { kind, attributes, rows, unknown, median }: ImpactTable): Block {
  const isScoring = kind === 'scoring';
  return {
    kind: 'table',
    id: `audit-impact-${kind}-${attributes.join('-')}`,
    caption: words(isScoring ? 'audit-impact-ratios.scoring' : 'audit-impact-ratios.selection', {
      attributes: attributes.join(' × '),
    }),
    columns: [
      textColumn(words('audit-impact-ratios.column.category'), 1.8),
      numberColumn(words('audit-impact-ratios.column.n'), 0.8),
      numberColumn(words(isScoring ? 'audit-impact-ratios.column.scored' : 'audit-impact-ratios.column.selected'), 0.9),
      numberColumn(words('audit-impact-ratios.column.rate'), 0.9),
      numberColumn(words('audit-impact-ratios.column.ratio'), 0.9),
      textColumn(words('audit-impact-ratios.column.remark'), 1.7),
    ],
    rows: rows
      .slice(0, MOST_ROWS)
      .map(({ category, n, x, rate, impactRatio, because }) => [
        ...[category, count(n), count(x), percentage(rate), decimal(impactRatio)],
        because ?? '',
      ]),
    note: words('audit-impact-ratios.note', {
      unknown: count(unknown),
      median: median === undefined ? words('audit-impact-ratios.no-median') : decimal(median),
    }),
  };
}
