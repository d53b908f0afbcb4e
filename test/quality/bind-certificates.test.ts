import { describe, expect, it } from 'vitest';
import type { Certificate, Chain, RunRecord } from '../../src/core/evidence.ts';
import { bindCertificates } from '../../src/quality/bind-certificates.ts';
import { readCertificates } from '../../src/quality/read-certificates.ts';
import { chainOf, dataset, digest, event, failed, ndjson, passed, record } from './events.ts';

const checks = [passed('a')];
const end = '2025-01-01T08:00:00Z';

function bound(chain: Chain, ...seen: Parameters<typeof dataset>[0][]): Certificate[] {
  const events = seen.map((each, index) => event('COMPLETE', end, [dataset({ checks, ...each })], `run-${index}`));
  return bindCertificates(readCertificates([ndjson(events)], '2026-01-01'), chain);
}

const bindings = (chain: Chain, ...seen: Parameters<typeof dataset>[0][]): string[] =>
  bound(chain, ...seen).map(({ binding }) => binding);

const run = (id: string): RunRecord => ({
  ...{ id, job: { namespace: 'jobs', name: 'train' }, state: 'COMPLETE', startedAt: null, endedAt: null },
  ...{ engine: null, grade: 'recorded', citations: [] },
});

describe('bindCertificates', () => {
  const chain = chainOf(record('train.parquet'));

  it('is exact by digest, under whatever name', () => {
    expect(bindings(chain, { name: 'other-name.parquet' })).toEqual(['exact']);
    expect(bindings(chain, { version: digest('A') })).toEqual(['exact']);
  });

  it('is none for another version of the same data set, even when a run of the chain checked it', () => {
    const training = chainOf(record('train.parquet'), { runs: { scoring: null, training: run('run-0') } });
    expect(bindings(training, { version: `sha256:${digest('b')}` })).toEqual(['none']);
    expect(
      bindings(chainOf(record('train.parquet', { version: '7', recordedSha256: null, sha256: null })), {
        version: '6',
      }),
    ).toEqual(['none']);
  });

  it('is strong by the name of the version, or by a run of the chain', () => {
    const labelled = record('train.parquet', { version: '7', recordedSha256: null, sha256: null });
    expect(bindings(chainOf(labelled), { version: '7' })).toEqual(['strong']);
    const runs = { scoring: null, training: run('run-0') };
    expect(bindings(chainOf(labelled, { runs }), { version: null })).toEqual(['strong']);
    const upstream = [{ ...record('raw.csv'), depth: 1, producedBy: 'run-0' }];
    expect(bindings(chainOf(null, { upstream }), { name: 'raw.csv', version: null })).toEqual(['strong']);
  });

  it('is weak by the name alone, and none without it', () => {
    expect(bindings(chain, { version: null })).toEqual(['weak']);
    expect(bindings(chain, { name: 'raw.csv', version: null })).toEqual(['none']);
    expect(bindings(chainOf(null), {})).toEqual(['none']);
  });

  it('takes the surest of several data sets', () => {
    const upstream = [{ ...record('train.parquet', { recordedSha256: digest('b') }), depth: 1, producedBy: null }];
    expect(bindings(chainOf(record('x'), { upstream }), { version: `sha256:${digest('b')}` })).toEqual(['exact']);
  });

  it('gives the same statement of the same version once, and a different one beside it', () => {
    expect(bound(chain, {}, {}, {}).map(({ id }) => id)).toEqual(['run-0/input/train.parquet']);
    expect(bound(chain, {}, { checks: [failed('a')] })).toHaveLength(2);
    expect(bound(chain, { version: null }, { version: null })).toHaveLength(2);
  });

  it('gives certificates without what only binds them', () => {
    const [certificate] = bound(chain, {});
    expect(Object.keys(certificate ?? {}).sort()).toEqual(
      ['binding', 'checks', 'citation', 'counts', 'dataset', 'id', 'producedAt', 'system', 'verdict', 'version'].sort(),
    );
  });
});
