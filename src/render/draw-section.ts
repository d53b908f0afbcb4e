import type { Block } from '../core/block.ts';
import type { DocumentSection } from '../core/document.ts';
import type { Bookmarks } from './bookmarks.ts';
import { chartHeight, drawChart } from './draw-chart.ts';
import { drawFacts } from './draw-facts.ts';
import { drawGraph, graphHeight } from './draw-graph.ts';
import { drawHeading, headingHeight } from './draw-heading.ts';
import { drawTable, tableStart } from './draw-table.ts';
import { drawCallout, drawList, drawParagraph } from './draw-text.ts';
import type { Pen } from './pen.ts';

/** A section that would begin lower than this share of the page begins on the next one. */
const BEGINS_ABOVE = 0.62;
const LINES_BELOW_HEADING = 3;

export interface SectionOptions {
  bookmarks: Bookmarks;
  /** The place of the section: the first goes below the title, the second begins a page. */
  index: number;
}

/** Draws the blocks of a section one below another. */
export async function drawSection(pen: Pen, section: DocumentSection, { bookmarks, index: place }: SectionOptions): Promise<void> {
  const isLow = pen.y > pen.top + (pen.bottom - pen.top) * BEGINS_ABOVE;
  if (!pen.isAtTop && (place === 1 || (place > 1 && isLow))) pen.newPage();
  const { blocks } = section;
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') pen.ensure(startHeight(pen, blocks, index));
    await drawBlock(pen, block, bookmarks);
  }
}

async function drawBlock(pen: Pen, block: Block, bookmarks: Bookmarks): Promise<void> {
  switch (block.kind) {
    case 'heading':
      return drawHeading(pen, block, bookmarks);
    case 'paragraph':
      return drawParagraph(pen, block);
    case 'callout':
      return drawCallout(pen, block);
    case 'list':
      return drawList(pen, block);
    case 'facts':
      return drawFacts(pen, block);
    case 'table':
      pen.ensure(tableStart(pen, block));
      return drawTable(pen, block);
    case 'chart':
      return drawChart(pen, block);
    case 'graph':
      return drawGraph(pen, block);
    case 'page-break':
      if (!pen.isAtTop) pen.newPage();
  }
}

/** The height that must be free so that a block does not begin at a page's foot; a heading takes what follows it along. */
function startHeight(pen: Pen, blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  if (block === undefined) return 0;
  const line = pen.theme.sizes.body * pen.theme.leading;
  switch (block.kind) {
    case 'heading':
      return headingHeight(pen, block) + startHeight(pen, blocks, index + 1);
    case 'table':
      return tableStart(pen, block);
    case 'chart':
      return chartHeight(pen, block);
    case 'graph':
      return graphHeight(pen, block);
    case 'callout':
      return 5 * line;
    case 'page-break':
      return 0;
    default:
      return LINES_BELOW_HEADING * line;
  }
}
