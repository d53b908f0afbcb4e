import type { Block } from '../core/block.ts';
import type { DocumentSection } from '../core/document.ts';
import type { Bookmarks } from './bookmarks.ts';
import { chartHeight, drawChart } from './draw-chart.ts';
import { drawFacts } from './draw-facts.ts';
import { drawGraph, graphHeight } from './draw-graph.ts';
import { drawHeading, headingHeight } from './draw-heading.ts';
import { drawTable, tableStart } from './draw-table.ts';
import { calloutStart, drawCallout, drawList, drawParagraph } from './draw-text.ts';
import type { Pen } from './pen.ts';

/** A section that would begin lower than this share of the page begins on the next one. */
const BEGINS_ABOVE = 0.62;
const LINES_BELOW_HEADING = 3;

/** Draws a section: below what stands there already, or on a new page where little is left of this one. */
export function drawSection(pen: Pen, { blocks }: DocumentSection, bookmarks: Bookmarks): void {
  if (pen.y > pen.top + (pen.bottom - pen.top) * BEGINS_ABOVE) pen.newPage();
  drawBlocks(pen, blocks, bookmarks);
}

/** Draws blocks one below another. */
export function drawBlocks(pen: Pen, blocks: readonly Block[], bookmarks: Bookmarks): void {
  for (const [index, block] of blocks.entries()) {
    pen.ensure(startHeight(pen, blocks, index));
    drawBlock(pen, block, bookmarks);
  }
}

function drawBlock(pen: Pen, block: Block, bookmarks: Bookmarks): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(pen, block, bookmarks);
      break;
    case 'paragraph':
      drawParagraph(pen, block);
      break;
    case 'callout':
      drawCallout(pen, block);
      break;
    case 'list':
      drawList(pen, block);
      break;
    case 'facts':
      drawFacts(pen, block);
      break;
    case 'table':
      drawTable(pen, block);
      break;
    case 'chart':
      drawChart(pen, block);
      break;
    case 'graph':
      drawGraph(pen, block);
      break;
    case 'page-break':
      if (!pen.isAtTop) pen.newPage();
  }
}

/** The height that must be free so that a block does not begin at a page's foot; a heading takes what follows it along. */
function startHeight(pen: Pen, blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  const line = pen.theme.sizes.body * pen.theme.leading;
  switch (block?.kind) {
    case undefined:
    case 'page-break':
      return 0;
    case 'heading': {
      const follows = Math.max(startHeight(pen, blocks, index + 1), LINES_BELOW_HEADING * line);
      return headingHeight(pen, block) + follows;
    }
    case 'table':
      return tableStart(pen, block);
    case 'chart':
      return chartHeight(pen, block);
    case 'graph':
      return graphHeight(pen, block);
    case 'callout':
      return calloutStart(pen, block);
    default:
      return line;
  }
}
