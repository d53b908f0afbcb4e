import { describe, expect, it } from 'vitest';
import type { RecordedCertificate } from '../../src/quality/certificate.ts';
import { openlineageCertificates } from '../../src/quality/openlineage-certificates.ts';
import { dataset, digest, event, failed, lake, passed } from './events.ts';

const start = '2025-01-01T08:00:00Z';
const end = '2025-01-01T08:10:00Z';
const read = (...events: unknown[]): RecordedCertificate[] =>
  openlineageCertificates(
    events.map((value, index) => ({ value, at: `line ${index + 1}` })),
    'events.ndjson',
  );

describe('openlineageCertificates', () => {
  it('gives what an input facet asserts, with its line', () => {
    const check = { ...passed('x_not_null'), expected: '0 rows', actual: '0 rows' };
    expect(read(event('COMPLETE', end, [dataset({ checks: [check] })]))).toEqual([
      {
        id: 'run-1/input/train.parquet',
        system: 'openlineage',
        dataset: 'train.parquet',
        subject: { namespace: lake, name: 'train.parquet' },
        version: `sha256:${digest('a')}`,
        run: 'run-1',
        producedAt: '2025-01-01T08:10:00.000Z',
        binding: 'none',
        verdict: 'pass',
        counts: { pass: 1, warn: 0, fail: 0, error: 0, skipped: 0, info: 0, unknown: 0 },
        checks: [{ name: 'x_not_null', column: 'x', outcome: 'pass', observed: '0 rows', expected: '0 rows' }],
        citation: { file: 'events.ndjson', at: 'line 1' },
      },
    ]);
  });

  it.each([
    ['pass', { success: true, severity: 'error' }],
    ['fail', { success: false }],
    ['fail', { success: false, severity: 'error' }],
    ['warn', { success: false, severity: 'WARN' }],
    ['unknown', {}],
    ['unknown', { success: 'true' }],
  ])('is %s for %j', (outcome, assertion) => {
    const [certificate] = read(event('COMPLETE', end, [dataset({ checks: [assertion] })]));
    expect(certificate?.checks.map((check) => check.outcome)).toEqual([outcome]);
  });

  it('counts START and COMPLETE of one run once, as the run ended, in any order', () => {
    const events = [
      event('START', start, [dataset({ checks: [passed('a'), passed('b')] })]),
      event('COMPLETE', end, [dataset({ checks: [passed('a'), failed('b')] })]),
      event('OTHER', '2025-01-01T09:00:00Z', [dataset({ checks: [] })]),
    ];
    for (const order of [events, events.toReversed()]) {
      const certificates = read(...order);
      expect(certificates.map(({ counts }) => [counts.pass, counts.fail])).toEqual([[1, 1]]);
    }
  });

  it('keeps what only START asserted', () => {
    const found = read(
      event('START', start, [dataset({ checks: [passed('a')] })]),
      event('COMPLETE', end, [dataset({})]),
    );
    expect(found.map(({ producedAt }) => producedAt)).toEqual(['2025-01-01T08:00:00.000Z']);
  });

  it('keeps the certificates of two runs apart', () => {
    const checks = [passed('a')];
    const events = ['run-1', 'run-2'].map((run) => event('COMPLETE', end, [dataset({ checks })], run));
    expect(read(...events)).toHaveLength(2);
  });

  it('counts a check once that stands in both facets of a data set', () => {
    const facets = { dataQualityAssertions: { assertions: [passed('a'), failed('b')] } };
    const [certificate] = read(event('COMPLETE', end, [dataset({ checks: [passed('a')], facets })]));
    expect(certificate?.counts).toMatchObject({ pass: 1, fail: 1 });
  });

  it('gives a certificate of no check for an empty list, and none without the facet', () => {
    expect(read(event('COMPLETE', end, [dataset({ checks: [] })])).map(({ verdict }) => verdict)).toEqual(['none']);
    expect(read(event('COMPLETE', end, [dataset({})]))).toEqual([]);
    const facets = { dataQualityAssertions: { _deleted: true, assertions: [passed('a')] } };
    expect(read(event('COMPLETE', end, [dataset({ facets })]))).toEqual([]);
  });

  it('reads data set events and outputs', () => {
    const facets = { dataQualityAssertions: { assertions: [passed('a')] } };
    const own = { eventTime: start, dataset: dataset({ facets }) };
    const output = { ...event('COMPLETE', end, []), outputs: [dataset({ facets, version: '7' })] };
    const found = read(own, output).map(({ run, version, id }) => [run, version, id]);
    expect(found).toEqual([
      [null, `sha256:${digest('a')}`, '2025-01-01T08:00:00.000Z/dataset/train.parquet'],
      ['run-1', '7', 'run-1/output/train.parquet'],
    ]);
  });

  it('shows no rows: long texts are cut, lists and objects are counted', () => {
    const checks = [{ success: false, actual: 'y'.repeat(500), expected: [{ name: 'Jane' }, 2] }];
    const [certificate] = read(event('COMPLETE', end, [dataset({ checks })]));
    expect(certificate?.checks[0]).toMatchObject({ observed: `${'y'.repeat(200)}…`, expected: 'a list of 2' });
    expect(certificate?.checks[0]?.name).toBe('unnamed check');
  });

  it('passes over what has no time, no name or another shape', () => {
    const checks = [passed('a')];
    const nameless = { inputFacets: { dataQualityAssertions: { assertions: checks } } };
    const shapes = [{ ...event('COMPLETE', 'yesterday', [dataset({ checks })]) }, event('COMPLETE', end, [nameless])];
    expect(read(...shapes, { eventTime: { toString: 1 }, inputs: 3 }, { eventTime: end, inputs: [null, 'x'] })).toEqual(
      [],
    );
  });
});
