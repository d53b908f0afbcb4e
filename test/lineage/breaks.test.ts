import { describe, expect, it } from 'vitest';
import type { CodeAnswer } from '../../src/lineage/artefact-probe.ts';
import { BREAKS, type BreakCode } from '../../src/lineage/breaks.ts';
import {
  altered,
  dataset,
  digest,
  type Event,
  FILES,
  found,
  model,
  preparedBy,
  probe,
  resolve,
  run,
  smallChain,
  textOfCommit,
  training,
} from './small-chain.ts';

type Given = Parameters<typeof resolve>[0];
const change = (edit: (events: Event[]) => unknown): Given => ({ events: altered(edit) });
const both = (events: Event[], from: number, edit: (event: Event) => unknown): void => {
  edit(events[from]!);
  edit(events[from + 1]!);
};
const source = (event: Event) => event['job'].facets.sourceCodeLocation;
const withAnswer = (known: CodeAnswer['known']): Given => ({
  probe: probe(FILES, { ...found, known, sha256: null }),
});

/** One way to reach each code. */
const CASES: Record<BreakCode, Given> = {
  'lineage/run-missing': { prediction: { runId: 'nobody' } },
  'lineage/run-unrecorded': { prediction: { runId: null } },
  'lineage/run-ambiguous': {
    prediction: { runId: null },
    events: [
      ...smallChain(),
      ...run({ id: 'shadow', job: 'score', from: '09:00', to: '10:00', inputs: [model('m2.onnx', '3')], outputs: [] }),
    ],
  },
  'lineage/run-not-complete': change((all) => all.pop()),
  'lineage/start-missing': change((all) => all.splice(8, 1)),
  'lineage/decision-outside-run': { prediction: { decidedAt: '2025-01-01T11:00:00Z' } },
  'lineage/model-missing': change((all) => both(all, 8, (event) => (event['inputs'] = []))),
  'lineage/model-ambiguous': change((all) =>
    both(all, 8, (event) => (event['inputs'] = [model('x.onnx', '5'), model('y.onnx', '6')])),
  ),
  'lineage/model-undeclared': { prediction: { modelVersion: 'v3' } },
  'lineage/model-version-conflict': { prediction: { modelVersion: 'v1' } },
  'lineage/training-run-missing': change((all) => all.splice(6, 2)),
  'lineage/training-data-missing': change((all) => both(all, 6, (event) => (event['inputs'] = []))),
  'lineage/training-data-ambiguous': change((all) =>
    both(all, 6, (event) => (event['inputs'] = [training('t1', '5'), training('t2', '6')])),
  ),
  'lineage/training-input-unknown': change((all) => both(all, 6, (event) => event['inputs'].push(dataset('x', '8')))),
  'lineage/training-columns-missing': change((all) =>
    both(all, 6, (event) => {
      event['inputs'][0].facets.schema.fields.pop();
      all[0]!['outputs'][0].facets.schema.fields.pop();
      all[1]!['outputs'] = all[0]!['outputs'];
      all[2]!['inputs'] = all[3]!['inputs'] = all[0]!['outputs'];
    }),
  ),
  'lineage/producer-missing': change((all) => all.splice(0, 2)),
  'lineage/producer-ambiguous': {
    events: [
      ...smallChain(),
      ...run({
        id: 'train-3',
        job: 'train',
        from: '07:00',
        to: '08:30',
        inputs: [training('other.parquet', '8')],
        outputs: [model('m2.onnx', '3')],
      }),
    ],
  },
  'lineage/source-data': {},
  'lineage/chain-too-long': change((all) =>
    both(
      all,
      0,
      (event) => (event['inputs'] = Array.from({ length: 501 }, (_, index) => dataset(`raw-${index}`, null))),
    ),
  ),
  'lineage/version-missing': change((all) => both(all, 0, (event) => delete event['inputs'][0].facets.version)),
  'lineage/version-conflict': change((all) => {
    all[8]!['inputs'] = [model('m2.onnx', '7')];
  }),
  'lineage/digest-missing': change((all) =>
    both(all, 0, (event) => (event['inputs'][0].facets.version.datasetVersion = 'snapshot 7')),
  ),
  'lineage/digest-conflict': change((all) => {
    all[9]!['inputs'][0].facets.checksum = { algorithm: 'SHA-256', value: digest('7') };
  }),
  'lineage/digest-mismatch': { probe: probe({ ...FILES, 'm2.onnx': digest('2') }) },
  'lineage/file-missing': { probe: probe({}) },
  'lineage/time-inversion': change((all) => {
    [all[8]!['eventTime'], all[9]!['eventTime']] = [all[9]!['eventTime'], all[8]!['eventTime']];
  }),
  'lineage/code-missing': change((all) => both(all, 8, (event) => delete event['job'].facets.sourceCodeLocation)),
  'lineage/code-ambiguous': change((all) => {
    source(all[8]!).version = 'd'.repeat(40);
  }),
  'lineage/code-without-commit': change((all) => both(all, 8, (event) => (source(event).version = 'main'))),
  'lineage/repository-unavailable': withAnswer('repository-missing'),
  'lineage/commit-not-found': withAnswer('commit-missing'),
  'lineage/code-file-missing': withAnswer('file-missing'),
  'lineage/code-not-a-file': withAnswer('not-a-file'),
  'lineage/code-file-not-at-hand': withAnswer('file-not-at-hand'),
  'lineage/code-history-cut': { probe: probe(FILES, { ...found, branches: [], isHistoryCut: true }) },
  'lineage/code-changes-cut': {
    events: preparedBy('d'.repeat(40)),
    probe: { ...textOfCommit, codeChanges: async () => ({ files: [], filesInAll: 0, isCut: true }) },
  },
  'lineage/code-differs': change((all) => both(all, 8, (event) => (source(event).version = 'd'.repeat(40)))),
  'lineage/commit-on-no-branch': { probe: probe(FILES, { ...found, branches: [], tags: ['v1'] }) },
  'lineage/feature-code-differs': { events: preparedBy('d'.repeat(40)), probe: textOfCommit },
  'lineage/owner-missing': change((all) => both(all, 0, (event) => delete event['inputs'][0].facets.ownership)),
  'lineage/steward-missing': change((all) => both(all, 0, (event) => delete event['inputs'][0].facets.ownership)),
  'lineage/dangling-parent': change((all) => (all[9]!['run'].facets.parent = { run: { runId: 'lost' } })),
  'lineage/columns-untraced': {},
  'lineage/column-source-unread': change((all) => {
    all[1]!['outputs'][0].facets.columnLineage = {
      fields: { a: { inputFields: [{ namespace: 'lake', name: 'elsewhere.csv', field: 'z' }] } },
    };
  }),
  'lineage/event-malformed': change((all) => all.push({ nothing: true })),
  'lineage/member-repeated': {
    lines: JSON.stringify(smallChain()[0]).replace('"eventType":', '"eventType":"FAIL","eventType":'),
  },
  'lineage/link-declared': {
    ...change((all) => both(all, 8, (event) => delete event['job'].facets.sourceCodeLocation)),
    links: [
      {
        ...{ kind: 'code-of', run: 'score-2', repository: 'repo', commit: 'c'.repeat(40) },
        ...{ by: 'A. Person', on: '2025-06-01', because: 'the build log says so.' },
      },
    ],
  },
  'lineage/declaration-conflict': {
    links: [
      {
        ...{ kind: 'code-of', run: 'score-2', repository: 'repo', commit: 'd'.repeat(40) },
        ...{ by: 'A. Person', on: '2025-06-01', because: 'the build log says so.' },
      },
    ],
  },
  'lineage/capture-contradicted': {
    beside: [
      { schema: 'dossier.capture/1' },
      ...(['START', 'COMPLETE'] as const).map((state, index) => ({
        ...{ kind: 'run-state', run: 'train-2', job: { namespace: 'jobs', name: 'train' }, state, grade: 'recorded' },
        ...{ at: `2025-01-01T0${index + 6}:00:00.000Z`, from: { file: 'then.ndjson', at: 'line 1' } },
      })),
    ],
  },
  'lineage/time-without-zone': change((all) => (all[0]!['eventTime'] = '2025-01-01T01:00:00')),
  'lineage/time-missing': {
    beside: [
      {
        entityType: 'mlModel',
        entityUrn: 'urn:li:mlModel:(x,m,PROD)',
        changeType: 'UPSERT',
        aspectName: 'mlModelProperties',
        aspect: { json: { version: { versionTag: '1' } } },
      },
    ],
  },
  'lineage/reference-dangling': {
    beside: [
      {
        entityType: 'mlModel',
        entityUrn: 'urn:li:mlModel:(x,m,PROD)',
        changeType: 'UPSERT',
        aspectName: 'mlModelProperties',
        aspect: { json: { trainingJobs: ['urn:li:dataJob:(urn:li:dataFlow:(x,f,PROD),t)'] } },
      },
    ],
  },
  'lineage/document-unread': {
    beside: [
      {
        entityType: 'mlModel',
        entityUrn: 'urn:li:mlModel:(x,m,PROD)',
        changeType: 'UPSERT',
        aspectName: 'mlModelProperties',
        aspect: { value: '', contentType: 'x/unknown' },
      },
    ],
  },
};

describe('breaks', () => {
  it.each(Object.entries(CASES))('%s is reported with its severity and a way to mend it', async (code, given) => {
    const { issues } = await resolve(given);
    const issue = issues.find((each) => each.code === code);
    expect(issue).toMatchObject({ severity: BREAKS[code as BreakCode].severity, hint: BREAKS[code as BreakCode].mend });
    expect(issue?.message).not.toMatch(/\.$|undefined|null/);
  });

  it('are mended by one imperative sentence', () => {
    for (const { mend } of Object.values(BREAKS)) expect(mend).toMatch(/^[A-Z].*\.$/);
  });

  it('leave open one question each', () => {
    for (const { leavesOpen } of Object.values(BREAKS)) expect(leavesOpen).toMatch(/^[A-Z][^?]*\?$/);
  });

  it('mark what they concern in the drawing', async () => {
    const { chain } = await resolve({ probe: probe({ ...FILES, 'm2.onnx': digest('2') }) });
    const status = (label: string) => chain.graph.nodes.find((node) => node.label === label)?.status;
    expect([status('m2.onnx'), status('training.parquet'), status('train')]).toEqual([
      'broken',
      'verified',
      'recorded',
    ]);
  });

  it('do not hide the model when only its file is missing', async () => {
    const { 'm2.onnx': _gone, ...files } = FILES;
    const { chain } = await resolve({ probe: probe(files) });
    expect(chain.model).toMatchObject({
      name: 'm2.onnx',
      path: null,
      sha256: null,
      verified: false,
      grade: 'recorded',
    });
  });

  it('leave no model where the log and the run contradict each other', async () => {
    expect((await resolve({ prediction: { modelVersion: 'v1' } })).chain.model).toBeNull();
    const tagged = altered((all) =>
      both(all, 8, (event) => (event['inputs'][0].facets.tags = { tags: [{ key: 'model_version', value: 'v1' }] })),
    );
    expect((await resolve({ events: tagged })).chain.model).toBeNull();
  });

  it('leave no model where another version bears the name that the log gives', async () => {
    const tags = (value: string) => ({ tags: { tags: [{ key: 'model_version', value }] } });
    const events = altered((all) => {
      both(all, 2, (event) => (event['outputs'] = [model('m.onnx', '2', tags('v2'))]));
      both(all, 6, (event) => (event['outputs'] = [model('m.onnx', '3', tags('v9'))]));
      both(all, 8, (event) => (event['inputs'] = [model('m.onnx', null)]));
    });
    const models = ['v1', 'v2'].map((version) => ({
      version,
      dataset: 'm.onnx',
      inputs: ['a', 'b'],
      positiveClass: 1,
      cutoff: 0.5,
      adverseWhen: 'above' as const,
    }));
    const { chain, codes } = await resolve({ events, case: { models } });
    expect(codes).toContain('lineage/model-version-conflict');
    expect(chain.model).toBeNull();
  });

  it('show no code as verified where the events of a run name several', async () => {
    const { chain } = await resolve(CASES['lineage/code-ambiguous']);
    expect(chain.code.find(({ stage }) => stage === 'scoring')?.verified).toBe(false);
  });
});
