import type { Block } from '../../core/block.ts';
import type { BiasAudit } from '../../core/findings.ts';
import { count, decimal, interval, percentage, pValue, readable } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { heading, list, numberColumn, paragraph, textColumn } from '../parts/blocks.ts';
import { sentence } from '../parts/sentence.ts';
import { severityName } from '../parts/severity.ts';
import { verdictText } from '../parts/verdict.ts';

/** The gravest first. */
const GRAVITY = ['flagged', 'practical-only', 'statistical-only', 'inconclusive', 'clear'];

export const auditSummary: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-summary',
    answers: 'What was found, group by group, and what is missing?',
    needs: ['bias', 'issues', 'training', 'trend', 'change', 'suppressed'],
  },
  write({ record: { bias, issues, training, trend, change, suppressed }, words }) {
    const missing = [training, trend, change].flatMap((part) =>
      'notAvailable' in part ? [words('audit-summary.missing.part', { reason: readable(part.notAvailable) })] : [],
    );
    const told = issues.map(({ severity, message }) =>
      words('audit-summary.missing.issue', { severity: severityName(words, severity), message: sentence(message) }),
    );
    const hidden = suppressed.length === 0 ? [] : [words('audit-summary.missing.suppressed')];
    const gaps = [...told, ...missing, ...hidden];
    return [
      paragraph(words('audit-summary.lead', { favourable: bias.favourable })),
      verdicts(words, bias),
      paragraph(words('audit-summary.verdicts.note', { profile: bias.profile.id }), 'note'),
      heading(words('audit-summary.missing.title')),
      gaps.length === 0 ? paragraph(words('audit-summary.missing.none')) : list(gaps),
    ];
  },
});

function verdicts(words: Words, { attributes, profile: { significance } }: BiasAudit): Block {
  const rows = attributes.flatMap(({ label, groups, disparities }) =>
    disparities
      .filter(({ metric }) => metric === 'selectionRate')
      .map((disparity) => ({ label, disparity, n: groups.find(({ group }) => group === disparity.group)?.n ?? 0 })),
  );
  const gravity = ({ disparity }: (typeof rows)[number]): number => GRAVITY.indexOf(disparity.verdict);
  return {
    kind: 'table',
    id: 'audit-verdicts',
    caption: words('audit-summary.verdicts.caption'),
    columns: [
      textColumn(words('audit-summary.column.group'), 1.5),
      numberColumn(words('audit-summary.column.n'), 0.7),
      numberColumn(words('audit-summary.column.ratio'), 1.4),
      numberColumn(words('audit-summary.column.p'), 1),
      textColumn(words('audit-summary.column.verdict'), 2.4),
    ],
    rows: rows
      .sort((one, other) => gravity(one) - gravity(other))
      .slice(0, MOST_ROWS)
      .map(({ label, n, disparity: { group, ratio, pAdjusted, verdict, because } }) => [
        words('audit-summary.group', { attribute: label, group }),
        count(n),
        words('audit-summary.ratio', {
          ratio: decimal(ratio.value),
          interval: interval(ratio.low, ratio.high, decimal),
        }),
        significance === null ? percentage(null) : pValue(pAdjusted),
        words('audit-summary.verdict', { verdict: verdictText(words, verdict), because: readable(because) }),
      ]),
  };
}

const MOST_ROWS = 40;
