import type { Block } from '../../src/core/block.ts';
import type { Document } from '../../src/core/document.ts';
import { renderPdf } from '../../src/render/render-pdf.ts';
import { demoDocument } from './demo-document.ts';
import { type ReadPdf, readPdf } from './pdf-reader.ts';

/** A document whose only section holds these blocks; the first of them stand below the title. */
export function documentOf(blocks: Block[], changes: Partial<Document> = {}): Document {
  return { ...demoDocument, sections: [{ id: 'only', title: 'Only', blocks }], ...changes };
}

/** Renders blocks and reads the pages back. */
export async function renderBlocks(blocks: Block[], changes: Partial<Document> = {}): Promise<ReadPdf> {
  const { bytes } = await renderPdf(documentOf(blocks, changes), { attachments: [], theme: {} });
  return readPdf(bytes);
}
