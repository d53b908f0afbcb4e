import { compareText } from '../core/compare-text.ts';
import type { Document } from '../core/document.ts';
import { createdAt } from './open-kit.ts';
import type { PdfKit } from './pdf-kit.ts';

/** A file that travels inside the PDF. */
export interface Attachment {
  name: string;
  bytes: Uint8Array;
  description: string;
  /** Its media type. */
  type: string;
}

/** Embeds files, dated as the document is. */
export function attach(kit: PdfKit, attachments: readonly Attachment[], document: Document): void {
  const date = createdAt(document);
  for (const { name, bytes, description, type } of attachments) {
    const dates = { creationDate: date, modifiedDate: date };
    kit.file(bytes, { name, description, type, relationship: 'Data', ...dates });
  }
  const tree = kit._root.data.Names.data.EmbeddedFiles;
  // pdfkit sorts the names as the host's language does.
  if (tree !== undefined) tree._compareKeys = compareText;
}
