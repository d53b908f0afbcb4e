import type { Block, IntervalRow } from '../../core/block.ts';
import type { AttributeAudit, BiasAudit, GroupOutcome } from '../../core/findings.ts';
import { count, percentage } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { groupLabel } from './group-label.ts';
import { metricName } from './metric-name.ts';
import { metricsOf } from './metrics-of.ts';

/** Every rate of every group with its interval, one panel a measure. */
export function groupCharts(words: Words, attribute: AttributeAudit, { confidence }: BiasAudit): Block[] {
  const metrics = metricsOf(attribute);
  if (metrics.length === 0) return [];
  const panels = metrics.map((metric) => ({
    title: metricName(words, metric),
    rows: attribute.groups.map((group) => {
      const { value = null, low = null, high = null, denominator = 0 } = group.metrics[metric] ?? {};
      const label = words('group.chart.row', { group: groupLabel(words, group, attribute), n: count(denominator) });
      return { label, value, low, high, ...markOf(group, attribute) };
    }),
  }));
  const values = { attribute: attribute.label, confidence: percentage(confidence, 0) };
  return [
    {
      kind: 'chart',
      caption: words('group.chart.caption', values),
      alt: words('group.chart.alt', { ...values, measures: panels.map(({ title }) => title).join(', ') }),
      chart: { type: 'intervals', axis: words('group.chart.axis'), panels, range: [0, 1], percent: true },
    },
  ];
}

/** The group that all are held against, and the rows that are held against nothing, stand out from the others. */
function markOf({ group, unknown }: GroupOutcome, { reference }: AttributeAudit): Pick<IntervalRow, 'mark'> {
  if (unknown) return { mark: 'apart' };
  return group === reference ? { mark: 'reference' } : {};
}
