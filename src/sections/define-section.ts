import type { Block } from '../core/block.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Findings } from '../core/findings.ts';
import type { Words } from '../core/words.ts';

/** What a section may ask for beside the two records: facts of the document that is being made. */
interface DocumentFacts {
  template: string;
  findingsSha256: string;
  /** Files that are written beside the PDF, by path. Empty when they are not known. */
  outputs: readonly string[];
}

interface SectionMeta<E extends keyof Evidence = keyof Evidence, F extends keyof Findings = keyof Findings> {
  /** Equal to the file name; the title is the template's word `<id>.title`. */
  readonly id: string;
  /** The question it answers, as a reader would ask it. Ends in a question mark. */
  readonly answers: string;
  /** The parts of the records that it reads; it can read no others. */
  readonly needs: { readonly evidence: readonly E[]; readonly findings: readonly F[] };
}

interface Material<E extends keyof Evidence = keyof Evidence, F extends keyof Findings = keyof Findings> {
  evidence: Pick<Evidence, E>;
  findings: Pick<Findings, F>;
  document: DocumentFacts;
  words: Words;
}

/** One section of a dossier: records in, blocks out. It computes nothing and holds no prose. */
export interface Section {
  readonly meta: SectionMeta;
  write(material: Material): Block[];
}

interface SectionUnit<E extends keyof Evidence, F extends keyof Findings> {
  meta: SectionMeta<E, F>;
  write(material: Material<E, F>): Block[];
}

/** Makes a section whose `write` sees exactly the parts that its meta names, in the types and at run time. */
export function defineSection<E extends keyof Evidence = never, F extends keyof Findings = never>(
  unit: SectionUnit<E, F>,
): Section {
  const { meta } = unit;
  return {
    meta,
    write: ({ evidence, findings, ...rest }) =>
      unit.write({
        ...rest,
        evidence: pick(evidence, meta.needs.evidence),
        findings: pick(findings, meta.needs.findings),
      }),
  };
}

function pick<T extends object, K extends keyof T>(record: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, record[key]])) as Pick<T, K>;
}
