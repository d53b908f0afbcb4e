import type { Cohort } from '../core/cohort.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Attribution, BiasAudit, Findings, NativeCheck } from '../core/findings.ts';
import type { Table } from '../data/csv.ts';

/** The tables of a dossier by name, with every digit that was computed. */
export function dossierTables(evidence: Evidence, findings: Findings): Record<string, Table> {
  const { attribution, bias, cohort, quality } = findings;
  const tables: Record<string, Table> = {
    custody: custody(evidence),
    'data-quality': recordedChecks(evidence),
    'training-data-checks': nativeChecks(quality.native),
  };
  if (!('notAvailable' in attribution)) tables['attribution'] = contributions(attribution);
  if (!('notAvailable' in bias)) Object.assign(tables, auditTables(bias));
  if (!('notAvailable' in cohort)) tables['nearest-applicants'] = nearestApplicants(cohort);
  return tables;
}

/** One row for each feature in which one of the nearest applicants differs from the person; one where none does. */
function nearestApplicants({ attributes }: Cohort): Table {
  return {
    columns: ['attribute', 'side', 'rank', 'group', 'favourable', 'distance', 'feature', 'person', 'applicant'],
    rows: attributes.flatMap(({ name, matched }) =>
      matched === null
        ? []
        : (['own', 'others'] as const).flatMap((side) =>
            matched[side].nearest.flatMap(({ group, favourable, distance, differences }, rank) => {
              const about = [name, side, rank + 1, group, String(favourable), distance];
              return differences.length === 0
                ? [[...about, null, null, null]]
                : differences.map(({ feature, person, applicant }) => [...about, feature, person, applicant]);
            }),
          ),
    ),
  };
}

/** The two tables of a group audit. */
export function auditTables(bias: BiasAudit): Record<string, Table> {
  return { 'group-outcomes': outcomes(bias), 'group-comparisons': comparisons(bias) };
}

function custody({ chain }: Evidence): Table {
  const artefacts = [chain.model, chain.training, ...chain.upstream].filter((artefact) => artefact !== null);
  return {
    columns: ['namespace', 'name', 'version', 'recorded_sha256', 'path', 'sha256', 'bytes', 'verified'],
    rows: artefacts.map((artefact) => [
      artefact.namespace,
      artefact.name,
      artefact.version,
      artefact.recordedSha256,
      artefact.path,
      artefact.sha256,
      artefact.bytes,
      String(artefact.verified),
    ]),
  };
}

function recordedChecks({ certificates }: Evidence): Table {
  return {
    columns: [
      'dataset',
      'version',
      'system',
      'produced_at',
      'binding',
      'check',
      'column',
      'outcome',
      'observed',
      'expected',
    ],
    rows: certificates.flatMap(({ dataset, version, system, producedAt, binding, checks }) =>
      checks.map(({ name, column, outcome, observed, expected }) => [
        ...[dataset, version, system, producedAt, binding],
        ...[name, column, outcome, observed, expected],
      ]),
    ),
  };
}

function nativeChecks(checks: readonly NativeCheck[]): Table {
  return {
    columns: ['check', 'column', 'observed', 'threshold', 'outcome', 'definition'],
    rows: checks.map(({ check, column, observed, threshold, outcome, definition }) => [
      ...[check, column, observed, threshold, outcome, definition],
    ]),
  };
}

function contributions({ spaces, features }: Attribution): Table {
  return {
    columns: ['space', 'feature', 'value', 'attribution', 'standard_error', 'background_standard_error'],
    rows: spaces.flatMap(({ space, baseValue, value, attributions }) => [
      [space, '(base value)', null, baseValue, null, null],
      ...attributions.map((each, index) => {
        const feature = features[index];
        const { attribution, standardError, backgroundStandardError } = each;
        return [
          space,
          feature?.name ?? '',
          feature?.value ?? null,
          attribution,
          standardError,
          backgroundStandardError,
        ];
      }),
      [space, '(value)', null, value, null, null],
    ]),
  };
}

function outcomes({ attributes }: BiasAudit): Table {
  return {
    columns: [
      'attribute',
      'group',
      'n',
      'labelled',
      'metric',
      'value',
      'low',
      'high',
      'numerator',
      'denominator',
      'reason',
    ],
    rows: attributes.flatMap((attribute) =>
      attribute.groups.flatMap(({ group, n, labelled, metrics }) =>
        Object.entries(metrics).map(([metric, { value, low, high, numerator, denominator, reason }]) => [
          ...[attribute.name, group, n, labelled, metric],
          ...[value, low, high, numerator, denominator, reason ?? null],
        ]),
      ),
    ),
  };
}

function comparisons({ attributes }: BiasAudit): Table {
  return {
    columns: [
      ...['attribute', 'reference', 'group', 'metric', 'ratio', 'ratio_low', 'ratio_high'],
      ...['difference', 'difference_low', 'difference_high', 'p', 'p_holm', 'test', 'verdict', 'because'],
    ],
    rows: attributes.flatMap(({ name, reference, disparities }) =>
      disparities.map(({ group, metric, ratio, difference, p, pAdjusted, test, verdict, because }) => [
        ...[name, reference, group, metric, ratio.value, ratio.low, ratio.high],
        ...[difference.value, difference.low, difference.high, p, pAdjusted, test, verdict, because],
      ]),
    ),
  };
}
