import type { AuditRecord } from '../core/audit-record.ts';
import type { Document, DocumentSection } from '../core/document.ts';
import { DossierError } from '../core/error.ts';
import { utcTime } from '../core/format.ts';
import { auditSections } from './audit/registry.ts';
import type { AuditSection } from './define-audit-section.ts';
import { type Template, wordsOf } from './template.ts';

export interface AssembleAuditOptions {
  record: AuditRecord;
  /** SHA-256 of the record as it is written. */
  recordSha256: string;
  template: Template;
  /** Files that will lie beside the PDF, by path. */
  outputs?: readonly string[];
}

/**
 * Says what an audit found, in the words of a template: its sections in its order.
 * @throws DossierError output/section-unknown, output/words-missing
 */
export function assembleAudit({ record, recordSha256, template, outputs = [] }: AssembleAuditOptions): Document {
  const words = wordsOf(template);
  const { auditId, asOf, system, tool, bias } = record;
  const period = { from: utcTime(bias.slice.from), to: utcTime(bias.slice.to) };
  return {
    schema: 'dossier.document/1',
    tool,
    findingsSha256: recordSha256,
    template: template.name,
    language: template.language,
    title: template.title,
    subtitle: words('document.subtitle', { system: system.title, ...period }),
    subject: `audit ${auditId}`,
    author: words('document.author', tool),
    createdAt: asOf,
    footer: words('document.footer', { id: auditId, asOf: utcTime(asOf) }),
    sections: template.order.map((wanted): DocumentSection => {
      const title = words(`${wanted}.title`);
      const blocks = sectionOf(wanted).write({ record, recordSha256, outputs, words });
      return { id: wanted, title, blocks: [{ kind: 'heading', level: 1, text: title }, ...blocks] };
    }),
  };
}

function sectionOf(id: string): AuditSection {
  const found = auditSections.find((section) => section.meta.id === id);
  if (found !== undefined) return found;
  const known = auditSections.map((section) => section.meta.id).join(', ');
  throw new DossierError('output/section-unknown', `there is no section "${id}" of an audit`, {
    hint: `Choose from: ${known}.`,
  });
}
