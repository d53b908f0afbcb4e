import type { Block } from '../../core/block.ts';
import { count, hashGroups } from '../../core/format.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { facts, heading, list, monoColumn, numberColumn, paragraph } from '../parts/blocks.ts';
import { gap } from '../parts/gap.ts';

export const auditFiles: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-files',
    answers: 'Which files were read and written, and how can a stranger check them?',
    needs: ['files', 'history', 'suppressed'],
  },
  write({ record: { files, history, suppressed }, outputs, recordSha256, words }) {
    const hidden: Block[] =
      suppressed.length === 0
        ? []
        : [
            heading(words('audit-files.suppressed.title')),
            list(
              suppressed.map(({ attribute, kind, groups }) =>
                words(kind === 'primary' ? 'audit-files.suppressed.primary' : 'audit-files.suppressed.complementary', {
                  attribute,
                  groups,
                }),
              ),
            ),
          ];
    return [
      paragraph(words('audit-files.lead')),
      facts([
        { term: words('audit-files.verify'), value: words('audit-files.verify-command'), mono: true },
        { term: words('audit-files.sums'), value: words('audit-files.sums-command'), mono: true },
        { term: words('audit-files.again'), value: words('audit-files.again-command'), mono: true },
        { term: words('audit-files.record'), value: hashGroups(recordSha256), mono: true },
        {
          term: words('audit-files.history'),
          value: 'notAvailable' in history ? history.notAvailable : hashGroups(history.sha256),
          mono: true,
        },
      ]),
      paragraph(words('audit-files.note'), 'note'),
      ...hidden,
      heading(words('audit-files.written.title')),
      list([...outputs].sort()),
      heading(words('audit-files.read.title')),
      files.length === 0
        ? gap(words, words('audit-files.read.none'))
        : {
            kind: 'table',
            id: 'audit-files-read',
            caption: words('audit-files.read.caption'),
            columns: [
              monoColumn(words('audit-files.column.path'), 2),
              numberColumn(words('audit-files.column.bytes'), 0.8),
              monoColumn(words('audit-files.column.sha256'), 2),
            ],
            rows: files.map(({ path, bytes, sha256 }) => [path, count(bytes), hashGroups(sha256)]),
          },
    ];
  },
});
