import { createHash } from 'node:crypto';
import { renderPdf } from '../../src/render/render-pdf.ts';
import { demoAttachments, demoDocument } from './demo-document.ts';

// Run as a program of its own: prints the digest of the demo document's PDF.

const { bytes } = await renderPdf(demoDocument, { attachments: demoAttachments, theme: {} });
process.stdout.write(`${createHash('sha256').update(bytes).digest('hex')}\n`);
