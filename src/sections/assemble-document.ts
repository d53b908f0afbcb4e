import type { Document, DocumentSection } from '../core/document.ts';
import { DossierError } from '../core/error.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Findings } from '../core/findings.ts';
import { utcTime } from '../core/format.ts';
import type { Section } from './define-section.ts';
import { sections } from './registry.ts';
import { type Template, wordsOf } from './template.ts';

export interface AssembleOptions {
  evidence: Evidence;
  findings: Findings;
  /** SHA-256 of the findings record as it is written. */
  findingsSha256: string;
  template: Template;
  /** Files that will lie beside the PDF, by path. */
  outputs?: readonly string[];
}

/**
 * Says what was found, in the words of a template: its sections in its order.
 * @throws DossierError output/section-unknown, output/words-missing
 */
export function assembleDocument(options: AssembleOptions): Document {
  const { evidence, findings, findingsSha256, template, outputs = [] } = options;
  const words = wordsOf(template);
  const document = { template: template.name, findingsSha256, outputs };
  const { id } = evidence.prediction;
  const { name, version } = findings.tool;
  const createdAt = utcTime(evidence.asOf);
  return {
    schema: 'dossier.document/1',
    tool: findings.tool,
    findingsSha256,
    template: template.name,
    language: template.language,
    title: template.title,
    subtitle: words('document.subtitle', { id, system: evidence.case.system.title }),
    subject: id,
    author: words('document.author', { name, version }),
    createdAt: evidence.asOf,
    footer: words('document.footer', { id, asOf: createdAt }),
    sections: template.order.map((wanted): DocumentSection => {
      const title = words(`${wanted}.title`);
      const blocks = sectionOf(wanted).write({ evidence, findings, document, words });
      return { id: wanted, title, blocks: [{ kind: 'heading', level: 1, text: title }, ...blocks] };
    }),
  };
}

function sectionOf(id: string): Section {
  const found = sections.find((section) => section.meta.id === id);
  if (found !== undefined) return found;
  const known = sections.map((section) => section.meta.id).join(', ');
  throw new DossierError('output/section-unknown', `there is no section "${id}"`, { hint: `Choose from: ${known}.` });
}
