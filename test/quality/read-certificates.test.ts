import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCertificates } from '../../src/quality/read-certificates.ts';
import { sampleCase } from '../_support/places.ts';
import { dataset, event, failed, ndjson, passed } from './events.ts';

const at = (day: string): string => `2025-01-${day}T08:00:00Z`;
const checks = [passed('a')];

describe('readCertificates', () => {
  it('finds the two warnings that the sample case states of its curated table, and the one of its second training', () => {
    const path = 'lineage/events.ndjson';
    const found = readCertificates([{ path, bytes: readFileSync(join(sampleCase, path)) }], '2025-05-01');
    const warned = (name: string): unknown[] =>
      found
        .filter((each) => each.dataset === name)
        .map(({ checks: all, counts }) => [
          counts.pass,
          ...all.flatMap((c) => (c.outcome === 'warn' ? c.observed : [])),
        ]);
    expect(warned('curated/hmda.parquet')).toEqual(Array(6).fill([21, '5 failing rows', '4 failing rows']));
    expect(warned('features/training-v1.parquet')).toEqual([[27]]);
    expect(warned('features/training-v2.parquet')).toEqual([[29, '2 failing rows']]);
    expect(found).toHaveLength(8);
  });

  it('leaves out what was stated after the as-of time', () => {
    const file = ndjson([
      event('COMPLETE', at('01'), [dataset({ checks })], 'run-1'),
      event('COMPLETE', at('03'), [dataset({ checks })], 'run-2'),
    ]);
    expect(readCertificates([file], '2025-01-03T07:59:59.999Z').map(({ run }) => run)).toEqual(['run-1']);
    expect(readCertificates([file], '2025-01-03T09:00:00+01:00').map(({ run }) => run)).toEqual(['run-1', 'run-2']);
    expect(readCertificates([file], '2025-01-03').map(({ run }) => run)).toEqual(['run-1']);
  });

  it('still gives what was stated before, when the run repeated it later', () => {
    const file = ndjson([
      event('START', at('01'), [dataset({ checks: [failed('a')] })]),
      event('COMPLETE', at('03'), [dataset({ checks })]),
    ]);
    expect(readCertificates([file], at('02')).map(({ verdict }) => verdict)).toEqual(['fail']);
  });

  it('gives the same for any order of the events', () => {
    const events = ['01', '02', '03', '04'].flatMap((day) =>
      ['x.parquet', 'y.parquet'].map((name) => event('COMPLETE', at(day), [dataset({ name, checks })], `run-${day}`)),
    );
    const plain = (order: object[]): object[] =>
      readCertificates([ndjson(order)], '2026-01-01').map((certificate) => ({ ...certificate, citation: null }));
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
        expect(plain(order)).toEqual(plain(events));
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('never throws, whatever the values are', () => {
    const holding = (value: unknown): unknown[] => [
      event('COMPLETE', at('01'), [dataset({ checks: value })]),
      event('COMPLETE', at('01'), [{ namespace: 'n', name: 'x', facets: value, inputFacets: value } as object]),
      { eventTime: value, eventType: value, run: value, inputs: value, outputs: [value], dataset: value },
    ];
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(readCertificates([ndjson(holding(value))], '2026-01-01'))).toBe(true);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
