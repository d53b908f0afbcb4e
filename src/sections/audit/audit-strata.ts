import type { Block } from '../../core/block.ts';
import { compact, count, decimal, interval, pValue } from '../../core/format.ts';
import type { Ends, FurtherAttribute } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { numberColumn, paragraph, textColumn } from '../parts/blocks.ts';

export const auditStrata: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-strata',
    answers: 'Do the gaps remain among people who are alike on the declared grounds?',
    needs: ['bias'],
  },
  write({ record: { bias }, words }) {
    const stratified = (bias.further?.attributes ?? []).filter(({ strata }) => strata.length > 0);
    if (stratified.length === 0) return [paragraph(words('audit-strata.none'))];
    return [paragraph(words('audit-strata.lead')), ...stratified.map((attribute) => strataTable(words, attribute))];
  },
});

function strataTable(words: Words, { name, strata }: FurtherAttribute): Block {
  return {
    kind: 'table',
    id: `audit-strata-${name}`,
    caption: words('audit-strata.caption', { attribute: name, strata: strata[0]?.strata.join(', ') ?? '' }),
    columns: [
      textColumn(words('audit-strata.column.group'), 1.3),
      numberColumn(words('audit-strata.column.used'), 0.8),
      numberColumn(words('audit-strata.column.odds-ratio'), 1.6),
      numberColumn(words('audit-strata.column.risk-ratio'), 1.6),
      numberColumn(words('audit-strata.column.cmh'), 1.3),
      numberColumn(words('audit-strata.column.breslow-day'), 1),
      textColumn(words('audit-strata.column.pool'), 1.2),
    ],
    rows: strata.map((each) => [
      ...[each.group, count(each.used), endsText(words, each.oddsRatio), endsText(words, each.riskRatio)],
      words('audit-strata.cmh', {
        statistic: compact(each.cochranMantelHaenszel?.statistic ?? null),
        p: pValue(each.cochranMantelHaenszel?.p ?? null),
      }),
      pValue(each.breslowDayTarone?.p ?? null),
      words(each.doNotPool ? 'audit-strata.do-not-pool' : 'audit-strata.pool'),
    ]),
    note: words('audit-strata.note'),
  };
}

function endsText(words: Words, { value, low, high }: Ends): string {
  return words('audit-strata.ends', {
    value: decimal(value, 3),
    interval: interval(low, high, (end) => decimal(end, 3)),
  });
}
