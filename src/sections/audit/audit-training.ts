import type { DriftRecord, RepresentationRecord, TrainingAudit } from '../../core/audit-record.ts';
import type { Block } from '../../core/block.ts';
import type { AttributeAudit } from '../../core/findings.ts';
import { count, decimal, hashGroups, interval, percentage, pValue, significant } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { facts, heading, numberColumn, paragraph, textColumn } from '../parts/blocks.ts';
import { comparisonTable } from '../parts/comparison-table.ts';
import { exclusionTable } from '../parts/exclusion-table.ts';
import { gap, isNotAvailable } from '../parts/gap.ts';

export const auditTraining: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-training',
    answers: 'What did the model learn from: whom, with which labels, and how far is that from those it decides on?',
    needs: ['training'],
  },
  write({ record: { training }, words }) {
    if (isNotAvailable(training)) return [gap(words, training.notAvailable)];
    return [
      paragraph(words('audit-training.lead', { favourable: training.bias.favourable })),
      facts([
        { term: words('audit-training.dataset'), value: training.dataset, mono: true },
        {
          term: words('audit-training.sha256'),
          value: training.sha256 === null ? words('audit-training.no-digest') : hashGroups(training.sha256),
          mono: true,
        },
      ]),
      { ...exclusionTable(words, training.bias), id: 'audit-training-rows' } as Block,
      ...labels(words, training),
      heading(words('audit-training.representation.title')),
      representation(words, training.representation),
      heading(words('audit-training.drift.title')),
      paragraph(words('audit-training.drift.lead')),
      drift(words, training.drift),
    ];
  },
});

function labels(words: Words, { bias }: TrainingAudit): Block[] {
  return bias.attributes.flatMap((attribute) => [
    heading(attribute.label),
    {
      kind: 'table',
      id: `audit-training-labels-${attribute.name}`,
      caption: words('audit-training.labels.caption', { attribute: attribute.label }),
      columns: [
        textColumn(words('audit-training.column.group'), 2),
        numberColumn(words('audit-training.column.n')),
        numberColumn(words('audit-training.column.favourable')),
        numberColumn(words('audit-training.column.share')),
        numberColumn(words('group.column.interval', { confidence: percentage(bias.confidence, 0) }), 1.4),
      ],
      rows: attribute.groups.map(({ group, n, counts, metrics: { selectionRate: share } }) => [
        ...[group, count(n), count(counts.favourable), percentage(share?.value ?? null)],
        interval(share?.low ?? null, share?.high ?? null, percentage),
      ]),
    },
    ...comparisonTable(words, labelsAlone(attribute), bias),
  ]);
}

/** Labels have no outcome of their own, so that only their shares can be compared. */
function labelsAlone(attribute: AttributeAudit): AttributeAudit {
  const disparities = attribute.disparities.filter(({ metric }) => metric === 'selectionRate');
  return { ...attribute, name: `training-${attribute.name}`, disparities };
}

function representation(words: Words, records: readonly RepresentationRecord[]): Block {
  return {
    kind: 'table',
    id: 'audit-training-representation',
    caption: words('audit-training.representation.caption'),
    columns: [
      textColumn(words('audit-training.column.group'), 1.8),
      numberColumn(words('audit-training.column.in-training'), 1.2),
      numberColumn(words('audit-training.column.in-decisions'), 1.2),
      numberColumn(words('audit-training.column.reference')),
      numberColumn(words('audit-training.column.index')),
    ],
    rows: records.map(({ attribute, group, training, decisions, reference, index }) => [
      words('audit-training.group', { attribute, group }),
      words('audit-training.part', { n: count(training.n), share: percentage(training.share) }),
      words('audit-training.part', { n: count(decisions.n), share: percentage(decisions.share) }),
      reference === null ? words('audit-training.not-declared') : percentage(reference),
      index === null ? words('audit-training.not-declared') : decimal(index, 3),
    ]),
  };
}

/** What is measured of each, in the order of the columns; null where a label has a difference of rates alone. */
const DISTANCES = ['populationStabilityIndex', 'jensenShannonDivergence', 'kolmogorovSmirnov'];

function drift(words: Words, records: readonly DriftRecord[]): Block {
  return {
    kind: 'table',
    id: 'audit-training-drift',
    caption: words('audit-training.drift.caption'),
    columns: [
      textColumn(words('audit-training.column.what'), 1.6),
      numberColumn(words('audit-training.column.categories'), 0.6),
      numberColumn(words('audit-training.column.psi'), 1.5),
      numberColumn(words('audit-training.column.js'), 1.5),
      numberColumn(words('audit-training.column.ks'), 1.5),
      textColumn(words('audit-training.column.other'), 1.8),
    ],
    rows: records.map(({ what, categories, measures }) => [
      what,
      count(categories),
      ...DISTANCES.map((metric) =>
        distanceText(
          words,
          measures.find((each) => each.metric === metric),
        ),
      ),
      measures
        .filter(({ metric }) => !DISTANCES.includes(metric))
        .map((measure) =>
          words('audit-training.other', {
            metric: driftName(words, measure.metric),
            value: distanceText(words, measure),
          }),
        )
        .join('; '),
    ]),
    note: words('audit-training.drift.note'),
  };
}

/** Of labels, a difference of shares is measured; what has no name here keeps its own. */
function driftName(words: Words, metric: string): string {
  return metric === 'labelRateDifference' ? words('audit-training.label-rate-difference') : metric;
}

function distanceText(words: Words, measure: DriftRecord['measures'][number] | undefined): string {
  if (measure === undefined) return '';
  const { value, p, because, reason } = measure;
  if (value === null) return words('audit-training.not-estimable', { because: because ?? reason ?? '' });
  return p === undefined || p === null
    ? significant(value, 3)
    : words('audit-training.distance', { value: significant(value, 3), p: pValue(p) });
}
