import type { Document } from '../core/document.ts';
import { DossierError } from '../core/error.ts';
import { readInstant } from '../core/instant.ts';
import { cleanText } from './clean-text.ts';
import { EscapingPdfKit, type PdfKit } from './pdf-kit.ts';

/** An empty PDF with the properties of the document. */
export function openKit(document: Document): PdfKit {
  const { title, author, subtitle, subject, findingsSha256, tool, language } = document;
  return new EscapingPdfKit({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: language,
    info: {
      Title: property(title),
      Author: property(author),
      Subject: property(subtitle),
      // The trailer's ID is a digest of these properties: the findings' digest keeps two documents' IDs apart.
      Keywords: property(`${subject}, findings ${findingsSha256}`),
      Creator: property(`${tool.name} ${tool.version}`),
      CreationDate: createdAt(document),
    },
  });
}

/**
 * The document's time. A time without a zone is read as UTC, not as the host's.
 * @throws DossierError output/date-invalid
 */
export function createdAt({ createdAt: text }: Pick<Document, 'createdAt'>): Date {
  const instant = readInstant(text);
  if (instant !== null) return new Date(instant.at);
  throw new DossierError('output/date-invalid', `"${text}" is not an ISO 8601 time`);
}

function property(text: string): string {
  return cleanText(text, () => true).replaceAll('\n', ' ');
}
