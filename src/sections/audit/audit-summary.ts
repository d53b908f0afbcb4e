import type { Block } from '../../core/block.ts';
import type { BiasAudit, Disparity } from '../../core/findings.ts';
import { count, points, pointsInterval, pValue, readable } from '../../core/format.ts';
import type { Ends, Verdict } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { attributeLabel } from '../parts/attribute-label.ts';
import { facts, heading, list, numberColumn, paragraph, textColumn } from '../parts/blocks.ts';
import { endsText } from '../parts/ends-text.ts';
import { metricName } from '../parts/metric-name.ts';
import { sentence } from '../parts/sentence.ts';
import { severityName } from '../parts/severity.ts';
import { verdictText } from '../parts/verdict.ts';

/** The gravest first. */
const GRAVITY: readonly Verdict[] = ['flagged', 'practical-only', 'statistical-only', 'inconclusive', 'clear'];
const PAST: ReadonlySet<Verdict> = new Set(['flagged', 'practical-only', 'statistical-only']);
const MOST_ROWS = 40;

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
    const compared = comparedGroups(bias);
    const gaps = [...told, ...missing, ...hidden];
    return [
      paragraph(words('audit-summary.lead', { favourable: bias.favourable })),
      verdictTable(words, compared, bias),
      tally(words, compared),
      ...errorRates(words, bias),
      heading(words('audit-summary.missing.title')),
      gaps.length === 0 ? paragraph(words('audit-summary.missing.none')) : list(gaps),
    ];
  },
});

interface Compared {
  label: string;
  group: string;
  n: number;
  ratio: Ends & { infinite?: 'positive' };
  p: number | null;
  verdict: Verdict;
  because: string;
}

/** Every group of an attribute, and every group where two attributes meet; the gravest first. */
function comparedGroups({ attributes, further }: BiasAudit): Compared[] {
  const single = attributes.flatMap(({ label, groups, disparities }) =>
    disparities
      .filter(({ metric }) => metric === 'selectionRate')
      .map(({ group, ratio, pAdjusted: p, verdict, because }) => {
        const n = groups.find((each) => each.group === group)?.n ?? 0;
        return { label, group, n, ratio, p, verdict, because };
      }),
  );
  const crossed = (further?.attributes ?? [])
    .filter((attribute) => attribute.attributes.length > 1)
    .flatMap((attribute) =>
      attribute.pairs.map(({ group, counts: { n }, ratio, pHolm: p, verdict, because }) => {
        return { label: attributeLabel(attribute, attributes), group, n, ratio, p, verdict, because };
      }),
    );
  return [...single, ...crossed].sort((one, other) => gravity(one) - gravity(other));
}

function gravity({ verdict }: Pick<Compared, 'verdict'>): number {
  return GRAVITY.indexOf(verdict);
}

/** How many comparisons ended how: never one word for all of them. */
function tally(words: Words, compared: readonly Compared[]): Block {
  return facts(
    GRAVITY.map((verdict) => ({
      term: words('audit-summary.tally', { verdict: verdictText(words, verdict) }),
      value: count(compared.filter((each) => each.verdict === verdict).length),
    })),
  );
}

function verdictTable(words: Words, compared: readonly Compared[], { profile }: BiasAudit): Block {
  const shown = compared.slice(0, MOST_ROWS);
  return {
    kind: 'table',
    id: 'audit-verdicts',
    caption: words('audit-summary.verdicts.caption'),
    columns: [
      textColumn(words('audit-summary.column.group'), 1.7),
      numberColumn(words('audit-summary.column.n'), 0.7),
      numberColumn(words('audit-summary.column.ratio'), 1.4),
      numberColumn(words('audit-summary.column.p'), 0.8),
      textColumn(words('audit-summary.column.verdict'), 2.2),
    ],
    rows: shown.map(({ label, group, n, ratio, p, verdict, because }) => [
      words('audit-summary.group', { attribute: label, group }),
      count(n),
      endsText(words, ratio),
      profile.significance === null ? words('audit-summary.no-test') : pValue(p),
      words('audit-summary.verdict', { verdict: verdictText(words, verdict), because: readable(because) }),
    ]),
    note: words('audit-summary.verdicts.note', {
      ...{ profile: profile.id, shown: count(shown.length), rows: count(compared.length) },
    }),
  };
}

/** Rates of error for which the finding is not clear: the verdicts above speak of the favourable decision alone. */
function errorRates(words: Words, { attributes }: BiasAudit): Block[] {
  const others = attributes.flatMap(({ label, disparities }) =>
    disparities
      .filter(({ metric, verdict }) => metric !== 'selectionRate' && PAST.has(verdict))
      .map((disparity) => errorRate(words, label, disparity)),
  );
  return [
    heading(words('audit-summary.errors.title')),
    others.length === 0 ? paragraph(words('audit-summary.errors.none')) : list(others.slice(0, MOST_ROWS)),
  ];
}

function errorRate(words: Words, label: string, { group, metric, difference, pAdjusted, verdict }: Disparity): string {
  return words('audit-summary.errors.item', {
    ...{ attribute: label, group, metric: metricName(words, metric), verdict: verdictText(words, verdict) },
    difference: points(difference.value),
    interval: pointsInterval(difference.low, difference.high),
    p: pValue(pAdjusted),
  });
}
