import type { Trend } from '../../core/audit-record.ts';
import type { Block } from '../../core/block.ts';
import { compact, count, interval, percentage, pValue } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { heading, numberColumn, paragraph, textColumn } from '../parts/blocks.ts';
import { gap, isNotAvailable } from '../parts/gap.ts';

/** More groups than these make no chart; the tables beside the paper have them. */
const MOST_GROUPS = 12;

export const auditTrend: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-trend',
    answers: 'How did the rates of each group move from period to period, and is that more than chance?',
    needs: ['trend', 'bias'],
  },
  write({ record: { trend, bias }, words }) {
    if (isNotAvailable(trend)) return [gap(words, trend.notAvailable)];
    return [
      paragraph(words('audit-trend.lead', { by: trend.by, favourable: bias.favourable })),
      ...bias.attributes.flatMap(({ name, label }) => [
        heading(label),
        ...chart(words, trend, { name, label, confidence: percentage(bias.confidence, 0) }),
        ...tests(words, trend, name),
      ]),
    ];
  },
});

interface Named {
  name: string;
  label: string;
  confidence: string;
}

/** One panel a group, one row a period: the rate with its interval, and the size beside it. */
function chart(words: Words, { points }: Trend, { name, label, confidence }: Named): Block[] {
  const series = points.map((point) => ({
    period: point.label,
    groups: point.attributes.find((attribute) => attribute.name === name)?.groups ?? [],
  }));
  const groups = [...new Set(series.flatMap((point) => point.groups.map(({ group }) => group)))].slice(0, MOST_GROUPS);
  if (groups.length === 0) return [];
  const panels = groups.map((group) => ({
    title: group,
    rows: series.map(({ period, groups: found }) => {
      const { n = 0, rate } = found.find((each) => each.group === group) ?? {};
      const { value = null, low = null, high = null } = rate ?? {};
      return { label: words('audit-trend.row', { period, n: count(n) }), value, low, high };
    }),
  }));
  return [
    {
      kind: 'chart',
      caption: words('audit-trend.caption', { attribute: label, confidence }),
      alt: words('audit-trend.alt', { attribute: label, groups: groups.join(', '), periods: points.length }),
      chart: { type: 'intervals', axis: words('audit-trend.axis'), panels, range: [0, 1], percent: true },
    },
  ];
}

function tests(words: Words, { tests: found, points }: Trend, attribute: string): Block[] {
  const own = found.filter((each) => each.attribute === attribute).slice(0, MOST_GROUPS);
  const ends = (group: string, at: number): string => {
    const rate = points
      .at(at)
      ?.attributes.find(({ name }) => name === attribute)
      ?.groups.find((each) => each.group === group)?.rate;
    const { value = null, low = null, high = null } = rate ?? {};
    return words('audit-trend.rate', { rate: percentage(value), interval: interval(low, high, percentage) });
  };
  return [
    {
      kind: 'table',
      id: `audit-trend-tests-${attribute}`,
      caption: words('audit-trend.tests.caption'),
      columns: [
        textColumn(words('audit-trend.column.group'), 1.4),
        numberColumn(words('audit-trend.column.first'), 1.6),
        numberColumn(words('audit-trend.column.last'), 1.6),
        numberColumn(words('audit-trend.column.statistic'), 1.1),
        numberColumn(words('audit-trend.column.p'), 1.1),
      ],
      rows: own.map(({ group, test, pHolm }) => [
        ...[group, ends(group, 0), ends(group, -1)],
        words('audit-trend.statistic', {
          statistic: compact(test?.statistic ?? null),
          df: count(test?.degreesOfFreedom ?? null),
        }),
        pValue(pHolm),
      ]),
      note: words('audit-trend.tests.note'),
    },
  ];
}
