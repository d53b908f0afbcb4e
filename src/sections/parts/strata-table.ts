import type { Block } from '../../core/block.ts';
import { compact, count, pValue } from '../../core/format.ts';
import type { FurtherAttribute } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';
import { endsText } from './ends-text.ts';

/** Each group against the reference among people who are alike on the declared grounds. */
export function strataTable(words: Words, { name, strata }: FurtherAttribute, label: string): Block {
  return {
    kind: 'table',
    id: `strata-${name}`,
    caption: words('strata-table.caption', { attribute: label, strata: strata[0]?.strata.join(', ') ?? '' }),
    columns: [
      textColumn(words('strata-table.column.group'), 1.3),
      numberColumn(words('strata-table.column.used'), 0.8),
      numberColumn(words('strata-table.column.odds-ratio'), 1.6),
      numberColumn(words('strata-table.column.risk-ratio'), 1.6),
      numberColumn(words('strata-table.column.cmh'), 1.3),
      numberColumn(words('strata-table.column.breslow-day'), 1),
      textColumn(words('strata-table.column.pool'), 1.2),
    ],
    rows: strata.map((each) => [
      ...[each.group, count(each.used), endsText(words, each.oddsRatio), endsText(words, each.riskRatio)],
      words('strata-table.cmh', {
        statistic: compact(each.cochranMantelHaenszel?.statistic ?? null),
        p: pValue(each.cochranMantelHaenszel?.p ?? null),
      }),
      pValue(each.breslowDayTarone?.p ?? null),
      words(each.doNotPool ? 'strata-table.do-not-pool' : 'strata-table.pool'),
    ]),
    note: words('strata-table.note'),
  };
}
