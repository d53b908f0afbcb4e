import type { AuditRecord, Change, TrainingAudit, Trend } from '../core/audit-record.ts';
import type { DecisionWords } from '../core/case.ts';
import type { ContingencyTable } from '../core/cells.ts';
import type { BiasAudit } from '../core/findings.ts';
import type { Ends, FurtherAttribute, MeasureRecord } from '../core/measures.ts';
import type { Table } from '../data/csv.ts';
import { auditTables } from './tables.ts';

/** Every table of a periodic audit, by name, with all digits. */
export function periodicTables(record: AuditRecord): Record<string, Table> {
  const { bias, training, trend, change, cells, decision } = record;
  return {
    cells: cellsTable(cells, decision),
    exclusions: exclusionsTable(bias),
    ...auditTables(bias),
    ...furtherTables(bias),
    ...('notAvailable' in training ? {} : trainingTables(training)),
    ...('notAvailable' in trend ? {} : trendTables(trend)),
    ...('notAvailable' in change ? {} : { change: changeTable(change) }),
  };
}

/** As `--cells` reads it again. */
function cellsTable({ attributes, strata = [], cells }: ContingencyTable, words: DecisionWords): Table {
  const word = (isFavourable: boolean): string => (isFavourable ? words.favourable : words.adverse);
  const hasWeights = cells.some(({ weight }) => weight !== undefined);
  return {
    columns: [
      ...attributes,
      ...strata,
      'decision',
      'outcome',
      'n',
      ...(hasWeights ? ['weight', 'weight_squares'] : []),
    ],
    rows: cells.map(({ groups, strata: stratum = [], favourable, adverseOutcome, n, weight, weightSquares }) => [
      ...[...groups, ...stratum, word(favourable), adverseOutcome === null ? null : word(!adverseOutcome), n],
      ...(hasWeights ? [weight ?? null, weightSquares ?? null] : []),
    ]),
  };
}

function exclusionsTable({ rowsRead, used, exclusions }: BiasAudit): Table {
  return {
    columns: ['what', 'rows'],
    rows: [['rows read', rowsRead], ...exclusions.map(({ reason, rows }) => [reason, rows]), ['used', used]],
  };
}

function furtherTables({ further }: BiasAudit): Record<string, Table> {
  if (further === undefined) return {};
  const { attributes } = further;
  const impact = attributes.flatMap(({ impactTables = [] }) => impactTables);
  return {
    'group-sizes': rowsOf(attributes, ['group', 'n', 'n_effective', 'share', 'eligible', 'because'], (attribute) =>
      attribute.groups.map(({ group, n, nEffective, share, eligible, because }) => [
        ...[group, n, nEffective, share, String(eligible), because ?? null],
      ]),
    ),
    measures: rowsOf(attributes, MEASURE_COLUMNS, ({ measures }) => measures.map(measureRow)),
    pairs: rowsOf(attributes, PAIR_COLUMNS, pairRows),
    sweep: rowsOf(attributes, ['group', 'metric', 'difference', 'p', 'p_bh', 'test'], ({ sweep }) =>
      sweep.map(({ group, metric, difference, p, pBenjaminiHochberg, test }) => [
        ...[group, metric, difference, p, pBenjaminiHochberg, test],
      ]),
    ),
    strata: rowsOf(attributes, STRATA_COLUMNS, strataRows),
    'unknown-bounds': rowsOf(attributes, ['rows', 'share', 'group', 'ratio_low', 'ratio_high'], ({ unknown }) =>
      unknown.bounds.map(({ group, low, high }) => [unknown.rows, unknown.share, group, low, high]),
    ),
    ...(impact.length === 0
      ? {}
      : {
          'impact-ratios': {
            columns: ['attributes', 'kind', 'category', 'n', 'x', 'rate', 'impact_ratio', 'excluded', 'because'],
            rows: impact.flatMap(({ kind, attributes: names, rows }) =>
              rows.map(({ category, n, x, rate, impactRatio, excluded, because }) => [
                ...[names.join(' x '), kind, category, n, x, rate, impactRatio, String(excluded), because ?? null],
              ]),
            ),
          },
        }),
  };
}

type Row = (string | number | null)[];

function rowsOf(
  attributes: readonly FurtherAttribute[],
  columns: readonly string[],
  rows: (attribute: FurtherAttribute) => Row[],
): Table {
  return {
    columns: ['attribute', ...columns],
    rows: attributes.flatMap((attribute) => rows(attribute).map((row) => [attribute.name, ...row])),
  };
}

const MEASURE_COLUMNS = [
  ...['metric', 'group', 'reference', 'form', 'value', 'infinite', 'low', 'high', 'interval', 'reason', 'p', 'test'],
  ...['unrestricted', 'expected_by_chance'],
];

function measureRow(record: MeasureRecord): Row {
  const { metric, group, reference, form, value, infinite, low, high, interval, reason, p, test } = record;
  return [
    ...[metric, group, reference, form, value, infinite ?? null, low, high, interval, reason ?? null],
    ...[p ?? null, test ?? null, record.unrestricted ?? null, record.expectedByChance ?? null],
  ];
}

const PAIR_COLUMNS = [
  ...['group', 'reference', 'x', 'n', 'x_reference', 'n_reference', 'ratio', 'ratio_low', 'ratio_high'],
  ...['difference', 'difference_low', 'difference_high', 'score_low', 'score_high'],
  ...['odds_ratio', 'odds_low', 'odds_high', 'p', 'mid_p', 'yates_p', 'test', 'p_holm', 'p_bh', 'equivalence_p'],
  ...['minimum_detectable_ratio', 'fragile', 'shortfall', 'verdict', 'because', 'profile'],
];

function pairRows({ pairs }: FurtherAttribute): Row[] {
  return pairs.map((pair) => [
    ...[pair.group, pair.reference, pair.counts.x, pair.counts.n, pair.counts.xReference, pair.counts.nReference],
    ...[...ends(pair.ratio), ...ends(pair.difference), pair.scoreInterval.low, pair.scoreInterval.high],
    ...[...ends(pair.oddsRatio), pair.p, pair.midP, pair.yatesP, pair.test, pair.pHolm, pair.pBenjaminiHochberg],
    ...[pair.equivalenceP, pair.minimumDetectableRatio, String(pair.flip.fragile), pair.shortfall],
    ...[pair.verdict, pair.because, pair.profile],
  ]);
}

const STRATA_COLUMNS = [
  ...['group', 'reference', 'strata', 'used', 'cmh', 'cmh_p', 'odds_ratio', 'odds_low', 'odds_high'],
  ...['risk_ratio', 'risk_low', 'risk_high', 'breslow_day_p', 'tarone_p', 'do_not_pool'],
];

function strataRows({ strata }: FurtherAttribute): Row[] {
  return strata.map((each) => [
    ...[each.group, each.reference, each.strata.join(' x '), each.used],
    ...[each.cochranMantelHaenszel?.statistic ?? null, each.cochranMantelHaenszel?.p ?? null],
    ...[...ends(each.oddsRatio), ...ends(each.riskRatio)],
    ...[each.breslowDay?.p ?? null, each.breslowDayTarone?.p ?? null, String(each.doNotPool)],
  ]);
}

function ends({ value, low, high }: Ends): Row {
  return [value, low, high];
}

function trainingTables({ bias, representation, drift }: TrainingAudit): Record<string, Table> {
  const { 'group-outcomes': labels, 'group-comparisons': comparisons } = auditTables(bias);
  return {
    ...(labels === undefined ? {} : { 'training-labels': labels }),
    ...(comparisons === undefined ? {} : { 'training-comparisons': comparisons }),
    representation: {
      columns: [
        ...['attribute', 'group', 'training_n', 'training_share', 'decisions_n', 'decisions_share'],
        ...['reference_share', 'index'],
      ],
      rows: representation.map((each) => [
        ...[each.attribute, each.group, each.training.n, each.training.share, each.decisions.n, each.decisions.share],
        ...[each.reference, each.index],
      ]),
    },
    drift: {
      columns: ['what', 'categories', 'metric', 'value', 'reason', 'p'],
      rows: drift.flatMap(({ what, categories, measures }) =>
        measures.map(({ metric, value, reason, p }) => [what, categories, metric, value, reason ?? null, p ?? null]),
      ),
    },
  };
}

function trendTables({ points, tests }: Trend): Record<string, Table> {
  return {
    trend: {
      columns: [
        ...['period', 'since', 'until', 'attribute', 'group', 'n', 'favourable', 'rate', 'rate_low', 'rate_high'],
        ...['ratio', 'ratio_low', 'ratio_high'],
      ],
      rows: points.flatMap(({ label, since, until, attributes }) =>
        attributes.flatMap(({ name, groups }) =>
          groups.map(({ group, n, favourable, rate, ratio }) => [
            ...[label, since, until, name, group, n, favourable, ...ends(rate)],
            ...(ratio === null ? [null, null, null] : ends(ratio)),
          ]),
        ),
      ),
    },
    'trend-tests': {
      columns: ['attribute', 'group', 'test', 'statistic', 'degrees_of_freedom', 'p', 'p_holm'],
      rows: tests.map(({ attribute, group, test, pHolm }) => [
        ...[attribute, group, test?.test ?? null, test?.statistic ?? null, test?.degreesOfFreedom ?? null],
        ...[test?.p ?? null, pHolm],
      ]),
    },
  };
}

function changeTable({ groups }: Change): Table {
  return {
    columns: [
      ...['attribute', 'group', 'measure', 'before', 'before_low', 'before_high', 'after', 'after_low', 'after_high'],
      ...['change', 'change_low', 'change_high', 'test', 'p', 'p_holm', 'verdict_before', 'verdict_after'],
    ],
    rows: groups.map((each) => [
      ...[each.attribute, each.group, each.measure, ...ends(each.before), ...ends(each.after), ...ends(each.change)],
      ...[each.test, each.p, each.pHolm, each.verdicts?.before ?? null, each.verdicts?.after ?? null],
    ]),
  };
}
