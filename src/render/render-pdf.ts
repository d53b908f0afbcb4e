import type { Document } from '../core/document.ts';
import { type Attachment, attach } from './attachments.ts';
import { bookmarksOf } from './bookmarks.ts';
import { drawCover } from './cover.ts';
import { drawBlocks, drawSection } from './draw-section.ts';
import { drawFurniture } from './furniture.ts';
import { openKit } from './open-kit.ts';
import { type DrawOrder, drawOrder } from './order-chart.ts';
import type { PdfKit } from './pdf-kit.ts';
import { Pen } from './pen.ts';
import { readTheme } from './read-theme.ts';

export interface RenderOptions {
  /** Files that travel inside the PDF. */
  attachments: readonly Attachment[];
  /** A `Theme`, or the part of one that a theme.json gives; {} is the default. */
  theme: unknown;
  /** Who draws the charts; the calling thread when left out. */
  draw?: DrawOrder;
}

export interface RenderedPdf {
  bytes: Uint8Array;
  pages: number;
}

/**
 * Sets a document on A4 pages: cover, running lines, outline, structure tree, attachments. Equal documents give equal
 * bytes: dates come from the document, fonts from the package, and nothing asks the host for its zone or language.
 * @throws DossierError output/theme-invalid, output/date-invalid
 */
export async function renderPdf(
  document: Document,
  { attachments, theme, draw = drawOrder }: RenderOptions,
): Promise<RenderedPdf> {
  const kit = openKit(document);
  const pen = new Pen(kit, readTheme(theme), draw);
  const bookmarks = bookmarksOf(kit);
  drawCover(pen, document);
  const [first, ...others] = document.sections;
  if (first !== undefined) drawBlocks(pen, first.blocks, bookmarks);
  if (others.length > 0 && isOnCover(pen)) pen.newPage();
  for (const section of others) drawSection(pen, section, bookmarks);
  const pages = drawFurniture(pen, document);
  await pen.pictures.fill(kit);
  attach(kit, attachments, document);
  bookmarks.close();
  return { bytes: await bytesOf(kit), pages };
}

function isOnCover({ kit }: Pen): boolean {
  return kit.bufferedPageRange().count === 1;
}

async function bytesOf(kit: PdfKit): Promise<Uint8Array> {
  kit.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of kit) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
