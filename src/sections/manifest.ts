import type { Block } from '../core/block.ts';
import { count, hashGroups } from '../core/format.ts';
import { defineSection, type Section } from './define-section.ts';
import { facts, heading, list, monoColumn, numberColumn, paragraph } from './parts/blocks.ts';
import { gap } from './parts/gap.ts';

export const manifest: Section = defineSection({
  meta: {
    id: 'manifest',
    answers: 'Which files were read, which were written, and what are their digests?',
    needs: { evidence: ['files'], findings: ['evidenceSha256'] },
  },
  write({ evidence, findings, document, words }) {
    const read: Block =
      evidence.files.length === 0
        ? gap(words, words('manifest.read.none'))
        : {
            kind: 'table',
            id: 'manifest-files',
            caption: words('manifest.read.caption'),
            columns: [
              monoColumn(words('manifest.column.path'), 2),
              numberColumn(words('manifest.column.bytes'), 0.8),
              monoColumn(words('manifest.column.sha256'), 2),
            ],
            rows: evidence.files.map(({ path, bytes, sha256 }) => [path, count(bytes), hashGroups(sha256)]),
          };
    return [
      paragraph(words('manifest.lead')),
      heading(words('manifest.records.title')),
      facts([
        { term: words('manifest.evidence'), value: hashGroups(findings.evidenceSha256), mono: true },
        { term: words('manifest.findings'), value: hashGroups(document.findingsSha256), mono: true },
      ]),
      paragraph(words('manifest.records.note')),
      ...(document.outputs.length === 0
        ? []
        : [heading(words('manifest.written.title')), list([...document.outputs].sort())]),
      heading(words('manifest.read.title')),
      read,
    ];
  },
});
