import type { Block } from '../../core/block.ts';
import type { BiasAudit } from '../../core/findings.ts';
import { count } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';

/** Rows read = rows used + the rows of every exclusion. */
export function exclusionTable(words: Words, { rowsRead, used, exclusions: excluded }: BiasAudit): Block {
  return {
    kind: 'table',
    id: 'group-exclusions',
    caption: words('group-outcomes.exclusions.caption'),
    columns: [
      textColumn(words('group-outcomes.exclusions.what'), 3),
      numberColumn(words('group-outcomes.exclusions.rows')),
    ],
    rows: [
      [words('group-outcomes.exclusions.read'), count(rowsRead)],
      ...excluded.map(({ reason, rows }) => [words('group-outcomes.exclusions.excluded', { reason }), count(rows)]),
      [words('group-outcomes.exclusions.used'), count(used)],
    ],
  };
}
