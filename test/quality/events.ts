import type { Chain, DatasetRecord } from '../../src/core/evidence.ts';
import type { ExportFile } from '../../src/quality/read-certificates.ts';

export const lake = 'file://lake.example';
export const digest = (letter: string): string => letter.repeat(64);

interface Seen {
  name?: string;
  version?: string | null;
  /** Assertions of the input facets; undefined for none of that facet. */
  checks?: unknown;
  facets?: object;
}

export function dataset({ name = 'train.parquet', version = `sha256:${digest('a')}`, checks, facets }: Seen): object {
  return {
    namespace: lake,
    name,
    facets: { ...(version === null ? {} : { version: { datasetVersion: version } }), ...facets },
    ...(checks === undefined ? {} : { inputFacets: { dataQualityAssertions: { assertions: checks } } }),
  };
}

export function event(eventType: string, eventTime: string, inputs: object[], runId = 'run-1'): object {
  return { eventType, eventTime, run: { runId }, job: { namespace: 'jobs', name: 'train' }, inputs, outputs: [] };
}

export const passed = (name: string): object => ({ name, assertion: 'not_null', column: 'x', success: true });
export const failed = (name: string, severity?: string): object => ({ name, success: false, severity });

export function ndjson(events: unknown[], path = 'events.ndjson'): ExportFile {
  return { path, bytes: new TextEncoder().encode(events.map((each) => JSON.stringify(each)).join('\n')) };
}

export function record(name: string, changes: Partial<DatasetRecord> = {}): DatasetRecord {
  return {
    ...{ namespace: lake, name, version: `sha256:${digest('a')}`, recordedSha256: digest('a'), path: name },
    ...{ sha256: digest('a'), bytes: 1, verified: true, rows: 1, owners: [], stewards: [], domains: [], citations: [] },
    ...changes,
  };
}

/** A chain that holds nothing but this training data. */
export function chainOf(training: DatasetRecord | null, changes: Partial<Chain> = {}): Chain {
  return {
    ...{
      model: null,
      runs: { scoring: null, training: null },
      training,
      featureCode: null,
      code: [],
      codeDifferences: [],
    },
    ...{ upstream: [], columns: [], completeness: [], graph: { nodes: [], edges: [] } },
    ...changes,
  };
}
