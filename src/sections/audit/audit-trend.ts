import type { Trend } from '../../core/audit-record.ts';
import type { Block } from '../../core/block.ts';
import { compact, count, interval, percentage, pValue } from '../../core/format.ts';
import type { Words, WordValues } from '../../core/words.ts';
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
        ...charts(words, trend, { name, label, confidence: percentage(bias.confidence, 0) }),
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

/** The most lines that one picture can tell apart in grey print. */
const MOST_LINES = 6;

/** A line for each group; below it the same in figures, with the number of decisions beside each. */
function charts(words: Words, { points }: Trend, { name, label, confidence }: Named): Block[] {
  const found = points.map((point) => ({
    period: point.label,
    groups: point.attributes.find((attribute) => attribute.name === name)?.groups ?? [],
  }));
  const groups = [...new Set(found.flatMap((point) => point.groups.map(({ group }) => group)))].slice(0, MOST_GROUPS);
  if (groups.length === 0) return [];
  const series = groups.map((group) => ({
    group,
    points: found.map(({ period, groups: those }) => {
      const { n = 0, rate } = those.find((each) => each.group === group) ?? {};
      return { period, n, value: rate?.value ?? null, low: rate?.low ?? null, high: rate?.high ?? null };
    }),
  }));
  const values = { attribute: label, confidence, groups: groups.join(', '), periods: points.length };
  return [...(points.length > 1 ? [lines(words, series, values)] : []), figures(words, series, values)];
}

interface Series {
  group: string;
  points: { period: string; n: number; value: number | null; low: number | null; high: number | null }[];
}

function lines(words: Words, series: readonly Series[], values: WordValues): Block {
  const drawn = series.slice(0, MOST_LINES);
  return {
    kind: 'chart',
    caption: words(drawn.length < series.length ? 'audit-trend.lines.first' : 'audit-trend.lines.caption', {
      ...values,
      shown: drawn.length,
    }),
    alt: words('audit-trend.lines.alt', values),
    chart: {
      type: 'series',
      axis: words('audit-trend.axis'),
      periods: drawn[0]?.points.map(({ period }) => period) ?? [],
      series: drawn.map(({ group, points }) => ({
        label: group,
        points: points.map(({ value, low, high }) => ({ value, low, high })),
      })),
      ...{ range: [0, 1], percent: true },
    },
  };
}

function figures(words: Words, series: readonly Series[], values: WordValues): Block {
  const panels = series.map(({ group, points }) => ({
    title: group,
    rows: points.map(({ period, n, value, low, high }) => {
      return { label: words('audit-trend.row', { period, n: count(n) }), value, low, high };
    }),
  }));
  return {
    kind: 'chart',
    caption: words('audit-trend.caption', values),
    alt: words('audit-trend.alt', values),
    chart: { type: 'intervals', axis: words('audit-trend.axis'), panels, range: [0, 1], percent: true },
  };
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
