import type { Block } from '../../core/block.ts';
import type { AttributeAudit, BiasAudit, Estimate } from '../../core/findings.ts';
import { count, interval, percentage } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';
import { groupLabel } from './group-label.ts';
import { metricName } from './metric-name.ts';
import { metricsOf } from './metrics-of.ts';

/** The counts of every group, then every rate with the counts on which it rests. */
export function groupTables(words: Words, attribute: AttributeAudit, bias: BiasAudit): Block[] {
  return [countTable(words, attribute, bias), rateTable(words, attribute, bias)];
}

function countTable(words: Words, attribute: AttributeAudit, { favourable, positive }: BiasAudit): Block {
  return {
    kind: 'table',
    id: `group-counts-${attribute.name}`,
    caption: words('group.counts.caption', { attribute: attribute.label }),
    columns: [
      textColumn(words('group.column.group'), 2),
      numberColumn(words('group.column.n')),
      numberColumn(words('group.column.favourable', { favourable })),
      numberColumn(words('group.column.labelled'), 1.2),
      numberColumn(words('group.column.tp'), 0.6),
      numberColumn(words('group.column.fp'), 0.6),
      numberColumn(words('group.column.fn'), 0.6),
      numberColumn(words('group.column.tn'), 0.6),
    ],
    rows: attribute.groups.map((group) => {
      const { counts } = group;
      const numbers = [group.n, counts.favourable, group.labelled, counts.tp, counts.fp, counts.fn, counts.tn];
      return [groupLabel(words, group, attribute), ...numbers.map(count)];
    }),
    note: words('group.counts.note', { favourable, positive }),
  };
}

function rateTable(words: Words, attribute: AttributeAudit, { confidence }: BiasAudit): Block {
  return {
    kind: 'table',
    id: `group-rates-${attribute.name}`,
    caption: words('group.rates.caption', { attribute: attribute.label }),
    columns: [
      textColumn(words('group.column.measure'), 1.8),
      textColumn(words('group.column.group'), 1.6),
      numberColumn(words('group.column.rate'), 1.2),
      numberColumn(words('group.column.interval', { confidence: percentage(confidence, 0) }), 1.6),
      numberColumn(words('group.column.of'), 1.2),
    ],
    rows: metricsOf(attribute).flatMap((metric) =>
      attribute.groups.flatMap((group) => {
        const estimate = group.metrics[metric];
        if (estimate === undefined) return [];
        return [[metricName(words, metric), groupLabel(words, group, attribute), ...rateCells(words, estimate)]];
      }),
    ),
    note: words('group.rates.note'),
  };
}

function rateCells(words: Words, { value, low, high, numerator, denominator, reason }: Estimate): string[] {
  const rate = percentage(value);
  return [
    value === null && reason !== undefined ? words('group.rates.because', { rate, reason }) : rate,
    interval(low, high, percentage),
    words('group.rates.of', { numerator: count(numerator), denominator: count(denominator) }),
  ];
}
