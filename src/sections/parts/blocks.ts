import type {
  CalloutBlock,
  FactsBlock,
  HeadingBlock,
  ListBlock,
  ParagraphBlock,
  TableBlock,
} from '../../core/block.ts';

// Short names for the blocks that sections write most.

export function heading(text: string, level: 2 | 3 = 2): HeadingBlock {
  return { kind: 'heading', level, text };
}

export function paragraph(text: string, style: ParagraphBlock['style'] = 'body'): ParagraphBlock {
  return { kind: 'paragraph', text, style };
}

export function callout(tone: CalloutBlock['tone'], title: string, text: string): CalloutBlock {
  return { kind: 'callout', tone, title, text };
}

export function list(items: string[], ordered = false): ListBlock {
  return { kind: 'list', ordered, items };
}

export function facts(rows: FactsBlock['rows']): FactsBlock {
  return { kind: 'facts', rows };
}

type Column = TableBlock['columns'][number];

export function textColumn(title: string, weight = 1): Column {
  return { title, align: 'left', weight };
}

export function numberColumn(title: string, weight = 1): Column {
  return { title, align: 'right', weight };
}

/** A column of ids or digests. */
export function monoColumn(title: string, weight = 1): Column {
  return { title, align: 'left', mono: true, weight };
}
