import type { OutlineItem, PdfKit } from './pdf-kit.ts';
import { PAGE_WIDTH } from './pen.ts';

/** The outline that a viewer shows beside the pages. */
export interface Bookmarks {
  add(level: 1 | 2 | 3, title: string, y: number): void;
  /** Writes the counts, without which a viewer keeps the outline shut. Call it once, before the end. */
  close(): void;
}

/** Bookmarks by level; a heading whose parent level is missing goes below the nearest one above it. */
export function bookmarksOf(kit: PdfKit): Bookmarks {
  const open: OutlineItem[] = [kit.outline];
  return {
    add(level, title, y) {
      open.length = Math.min(open.length, level);
      const parent = open[open.length - 1] ?? kit.outline;
      // pdfkit counts `left` from the right edge of the page.
      open.push(parent.addItem(title, { expanded: false, fit: false, top: y, left: PAGE_WIDTH }));
    },
    close() {
      kit.outline.options.expanded = true;
      kit.outline.children.forEach(countClosed);
    },
  };
}

/** A negative count tells how many entries a closed one would show when opened. */
function countClosed(item: OutlineItem): void {
  if (item.children.length > 0) item.outlineData.Count = -item.children.length;
  item.children.forEach(countClosed);
}
