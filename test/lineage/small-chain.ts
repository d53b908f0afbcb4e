import type { Case } from '../../src/core/case.ts';
import type { PredictionRecord } from '../../src/core/evidence.ts';
import type { DeclaredLink } from '../../src/core/links.ts';
import type { ArtefactProbe, CodeAnswer } from '../../src/lineage/artefact-probe.ts';
import { declaredFacts } from '../../src/lineage/declared-facts.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../src/lineage/resolve-chain.ts';

// Raw data to features to two models, each scored once; the second decides. Small enough to break by hand.

// biome-ignore lint/suspicious/noExplicitAny: the tests break events in ways that no type allows
type Json = Record<string, any>;
export type Event = Json;

export const digest = (digit: string): string => digit.repeat(64);
const COMMIT = 'c'.repeat(40);

export const dataset = (name: string, hex: string | null, facets: Json = {}): Json => ({
  namespace: 'lake',
  name,
  facets: {
    ...(hex === null ? {} : { version: { datasetVersion: `sha256:${digest(hex)}` } }),
    ownership: { owners: [{ name: 'team:data', type: 'DATA_STEWARD' }] },
    ...facets,
  },
});

export const model = (name: string, hex: string | null, facets: Json = {}): Json =>
  dataset(name, hex, { datasetType: { datasetType: 'MODEL' }, ...facets });

export const training = (name: string, hex: string | null): Json =>
  dataset(name, hex, { schema: { fields: [{ name: 'a' }, { name: 'b' }] } });

interface RunSketch {
  id: string;
  job: string;
  from: string;
  to: string;
  inputs: Json[];
  outputs: Json[];
  state?: string;
  commit?: string;
}

/** The START and the closing event of a run. Times are hours of one day. */
export function run({ id, job, from, to, inputs, outputs, state = 'COMPLETE', commit = COMMIT }: RunSketch): Event[] {
  const event = (eventType: string, hour: string): Event => ({
    eventType,
    eventTime: `2025-01-01T${hour}:00Z`,
    run: { runId: id, facets: {} },
    job: {
      namespace: 'jobs',
      name: job,
      facets: {
        sourceCodeLocation: { type: 'git', repoUrl: 'repo', path: `${job}.py`, version: commit, branch: 'main' },
      },
    },
    inputs: structuredClone(inputs),
    outputs: structuredClone(outputs),
    producer: 'test',
  });
  return [event('START', from), event(state, to)];
}

const raw = dataset('raw.csv', '0');

/** 0-1 features, 2-3 first training, 4-5 first scoring, 6-7 second training, 8-9 second scoring. */
export function smallChain(): Event[] {
  const made = training('training.parquet', '1');
  return [
    ...run({ id: 'features', job: 'features', from: '01:00', to: '02:00', inputs: [raw], outputs: [made] }),
    ...run({
      id: 'train-1',
      job: 'train',
      from: '03:00',
      to: '04:00',
      inputs: [made],
      outputs: [model('m1.onnx', '2')],
    }),
    ...run({
      id: 'score-1',
      job: 'score',
      from: '05:00',
      to: '06:00',
      inputs: [model('m1.onnx', '2')],
      outputs: [dataset('log', null)],
    }),
    ...run({
      id: 'train-2',
      job: 'train',
      from: '07:00',
      to: '08:00',
      inputs: [made],
      outputs: [model('m2.onnx', '3')],
    }),
    ...run({
      id: 'score-2',
      job: 'score',
      from: '09:00',
      to: '10:00',
      inputs: [model('m2.onnx', '3')],
      outputs: [dataset('log', null)],
    }),
  ];
}

export const FILES: Record<string, string> = {
  'raw.csv': digest('0'),
  'training.parquet': digest('1'),
  'm1.onnx': digest('2'),
  'm2.onnx': digest('3'),
};

export const found: CodeAnswer = {
  known: 'found',
  ...{ author: 'A', authoredAt: '2024-12-01T00:00:00.000Z', committer: 'C', committedAt: '2024-12-01T00:00:00.000Z' },
  ...{ subject: 'S', signature: null, branches: ['main'], tags: [] },
  isHistoryCut: false,
  sha256: digest('9'),
};

export function probe(files: Record<string, string> = FILES, answer: CodeAnswer = found): ArtefactProbe {
  return {
    dataset: async ({ name }) => {
      const sha256 = files[name];
      return sha256 === undefined ? null : { path: `lake/${name}`, sha256, bytes: 1 };
    },
    code: async () => answer,
    codeChanges: async () => null,
  };
}

/** Each commit holds another text. */
export const textOfCommit: ArtefactProbe = {
  ...probe(),
  code: async (_, commit) => ({ ...found, sha256: digest(commit.slice(0, 1)) }),
};

/** The small chain where the second scoring reads inputs that the code of a commit made. */
export function preparedBy(commit: string): Event[] {
  const inputs = training('scoring.parquet', '6');
  const events = smallChain();
  for (const event of events.slice(8)) event['inputs'].push(structuredClone(inputs));
  const prepared = { id: 'prepare', job: 'features', from: '08:10', to: '08:30', inputs: [raw], outputs: [inputs] };
  return [...events, ...run({ ...prepared, commit })];
}

export const declaration: Case = {
  schema: 'dossier.case/1',
  system: { id: 'x', title: 'X', purpose: 'x', owner: { name: 'x' } },
  lineage: { exports: ['e.ndjson'] },
  stores: [],
  code: [],
  decisionLog: {
    files: ['d.csv'],
    columns: { predictionId: 'id', decidedAt: 't', modelVersion: 'v', score: 's', decision: 'd' },
  },
  decision: { favourable: 'yes', adverse: 'no' },
  models: ['1', '2'].map((n) => ({
    version: `v${n}`,
    dataset: `m${n}.onnx`,
    inputs: ['a', 'b'],
    positiveClass: 1,
    cutoff: 0.5,
    adverseWhen: 'above' as const,
  })),
  audit: { strata: [] },
  explanation: { background: { population: 'applicants', rows: 10, band: 0.05 }, space: 'probability' },
  features: [],
};

export const prediction: PredictionRecord = {
  id: 'P',
  decidedAt: '2025-01-01T09:30:00.000Z',
  modelVersion: 'v2',
  runId: 'score-2',
  score: 0.7,
  decision: 'no',
  outcome: null,
  inputs: {},
  citation: { file: 'd.csv', at: 'line 2' },
};

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const ndjson = (events: readonly unknown[]): Uint8Array =>
  bytesOf(events.map((event) => `${JSON.stringify(event)}\n`).join(''));

interface Overrides {
  events?: readonly unknown[];
  /** Lines of another export that is read beside the events. */
  lines?: string;
  /** Records of another export that is read beside the events. */
  beside?: readonly unknown[];
  prediction?: Partial<PredictionRecord>;
  probe?: ArtefactProbe;
  case?: Partial<Case>;
  asOf?: string;
  links?: readonly DeclaredLink[];
}

/** Reads events as an export and resolves the prediction; the issues of both, and their codes. */
export async function resolve(overrides: Overrides = {}) {
  const beside = overrides.beside === undefined ? [] : [{ path: 'beside.json', bytes: ndjson(overrides.beside) }];
  const lines = overrides.lines === undefined ? [] : [{ path: 'lines.json', bytes: bytesOf(overrides.lines) }];
  const read = readLineage([
    { path: 'e.ndjson', bytes: ndjson(overrides.events ?? smallChain()) },
    ...beside,
    ...lines,
  ]);
  const asOf = overrides.asOf ?? '2025-12-31T00:00:00Z';
  const links = (overrides.links ?? []).map((link, index) => ({
    link,
    place: { file: 'links.yaml', at: `line ${index + 1}` },
  }));
  const declared = declaredFacts(links, read.facts, asOf);
  const { chain, issues, drawn } = await resolveChain({
    facts: [...read.facts, ...declared.facts],
    case: { ...declaration, ...overrides.case },
    prediction: { ...prediction, ...overrides.prediction },
    asOf,
    probe: overrides.probe ?? probe(),
  });
  const all = [...read.issues, ...declared.issues, ...issues];
  return { chain, drawn, issues: all, codes: [...new Set(all.map(({ code }) => code))].sort() };
}

/** The small chain after one change. */
export function altered(change: (events: Event[]) => unknown): Event[] {
  const events = smallChain();
  change(events);
  return events;
}
