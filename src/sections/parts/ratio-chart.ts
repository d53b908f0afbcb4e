import type { Block } from '../../core/block.ts';
import type { AttributeAudit, BiasAudit } from '../../core/findings.ts';
import { count, fraction, percentage } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';

/** The impact ratio of each group with its interval, beside the line that the profile draws. */
export function ratioChart(words: Words, attribute: AttributeAudit, { profile, confidence }: BiasAudit): Block[] {
  const rows = attribute.disparities
    .filter(({ metric, ratio }) => metric === 'selectionRate' && ratio.value !== null)
    .map(({ group, ratio: { value, low, high } }) => {
      const n = attribute.groups.find((each) => each.group === group)?.n ?? 0;
      return { label: words('group.chart.row', { group, n: count(n) }), value, low, high };
    });
  if (rows.length === 0) return [];
  const { impactRatio } = profile;
  const highest = Math.max(1.25, ...rows.map(({ value, high }) => high ?? value ?? 0));
  const values = { attribute: attribute.label, reference: attribute.reference, confidence: percentage(confidence, 0) };
  return [
    {
      kind: 'chart',
      caption: words('ratio-chart.caption', values),
      alt: words('ratio-chart.alt', { ...values, threshold: fraction(impactRatio) }),
      chart: {
        type: 'intervals',
        axis: words('ratio-chart.axis'),
        panels: [{ title: words('ratio-chart.panel'), rows }],
        range: [0, Math.min(5, Math.ceil(highest * 4) / 4)],
        percent: false,
        ...(impactRatio === null
          ? {}
          : {
              reference: {
                label: words('ratio-chart.threshold', { threshold: fraction(impactRatio) }),
                value: impactRatio.numerator / impactRatio.denominator,
              },
            }),
      },
    },
  ];
}
