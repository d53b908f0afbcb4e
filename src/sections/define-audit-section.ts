import type { AuditRecord } from '../core/audit-record.ts';
import type { Block } from '../core/block.ts';
import type { Words } from '../core/words.ts';

interface AuditSectionMeta<K extends keyof AuditRecord = keyof AuditRecord> {
  /** Equal to the file name; the title is the template's word `<id>.title`. */
  readonly id: string;
  /** The question it answers, as a reader would ask it. Ends in a question mark. */
  readonly answers: string;
  /** The parts of the record that it reads; it can read no others. */
  readonly needs: readonly K[];
}

interface AuditMaterial<K extends keyof AuditRecord = keyof AuditRecord> {
  record: Pick<AuditRecord, K>;
  /** Files that are written beside the PDF, by path. */
  outputs: readonly string[];
  /** SHA-256 of the record as it is written. */
  recordSha256: string;
  words: Words;
}

/** One section of an audit: the record in, blocks out. It computes nothing and holds no prose. */
export interface AuditSection {
  readonly meta: AuditSectionMeta;
  write(material: AuditMaterial): Block[];
}

interface AuditSectionUnit<K extends keyof AuditRecord> {
  meta: AuditSectionMeta<K>;
  write(material: AuditMaterial<K>): Block[];
}

/** Makes a section whose `write` sees exactly the parts that its meta names. */
export function defineAuditSection<K extends keyof AuditRecord = never>({
  meta,
  write,
}: AuditSectionUnit<K>): AuditSection {
  return {
    meta,
    write: ({ record, ...rest }) => {
      const seen = Object.fromEntries(meta.needs.map((key) => [key, record[key]])) as Pick<AuditRecord, K>;
      return write({ ...rest, record: seen });
    },
  };
}
