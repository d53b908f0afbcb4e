import type { Block } from './block.ts';

/** What we say: sections of blocks, ready for the page. */
export interface Document {
  schema: 'dossier.document/1';
  tool: { name: 'dossier'; version: string };
  /** SHA-256 of the findings record that this document rests on. */
  findingsSha256: string;
  template: string;
  language: string;
  title: string;
  subtitle: string;
  /** The contested prediction's id; printed on every page. */
  subject: string;
  author: string;
  /** The as-of time of the evidence. No wall clock enters a document. */
  createdAt: string;
  /** Shown at the foot of every page beside "page n of m". */
  footer: string;
  sections: DocumentSection[];
}

export interface DocumentSection {
  id: string;
  title: string;
  blocks: Block[];
}
