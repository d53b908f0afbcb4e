import type { TableBlock } from '../../core/block.ts';
import type { Words } from '../../core/words.ts';
import { textColumn } from './blocks.ts';

interface DefinitionTable {
  id: string;
  caption: string;
  /** Term, definition and source of each, as they are printed. */
  rows: [term: string, definition: string, source: string][];
}

export function definitionTable(words: Words, { id, caption, rows }: DefinitionTable): TableBlock {
  return {
    ...{ kind: 'table', id, caption },
    columns: [
      textColumn(words('method.column.term'), 1.1),
      textColumn(words('method.column.definition'), 2.6),
      textColumn(words('method.column.source'), 1.4),
    ],
    rows,
  };
}
