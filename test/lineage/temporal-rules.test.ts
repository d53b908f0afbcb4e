import { describe, expect, it } from 'vitest';
import { altered, dataset, digest, model, resolve, run, smallChain, training } from './small-chain.ts';

const SOUND = ['lineage/columns-untraced', 'lineage/source-data'];

describe('the rules of time', () => {
  it('resolve the small chain without a break', async () => {
    const { chain, codes } = await resolve();
    expect(codes).toEqual(SOUND);
    expect(chain.model).toMatchObject({ name: 'm2.onnx', verified: true, grade: 'verified' });
    expect(chain.runs.training?.id).toBe('train-2');
    expect(chain.training).toMatchObject({ name: 'training.parquet', verified: true });
    expect(chain.featureCode).toMatchObject({ path: 'features.py', verified: true });
    expect(chain.upstream).toMatchObject([{ name: 'raw.csv', depth: 1, producedBy: null, verified: true }]);
  });

  it('T1: the order of the lines does not matter', async () => {
    const forwards = await resolve();
    const backwards = await resolve({ events: smallChain().reverse() });
    expect(backwards.chain.runs.scoring?.startedAt).toBe('2025-01-01T09:00:00.000Z');
    expect(withoutCitations(backwards.chain)).toEqual(withoutCitations(forwards.chain));
  });

  it('T2: an event recorded twice counts once', async () => {
    const once = await resolve();
    const twice = await resolve({ events: [...smallChain(), ...smallChain()] });
    expect(twice.chain).toEqual(once.chain);
    expect(twice.codes).toEqual(once.codes);
  });

  it('T3: inputs named only at the start and outputs named only at the end belong to one run', async () => {
    const events = altered((all) => {
      for (const index of [7, 9]) all[index]!['inputs'] = [];
      for (const index of [6, 8]) all[index]!['outputs'] = [];
    });
    const { chain, codes } = await resolve({ events });
    expect(codes).toEqual(SOUND);
    expect(chain.runs.training?.id).toBe('train-2');
  });

  it('T4: what a failed run wrote is not in force', async () => {
    const events = altered((all) => {
      all[7]!['eventType'] = 'FAIL';
    });
    const { chain, codes } = await resolve({ events });
    expect(codes).toContain('lineage/training-run-missing');
    expect(chain.runs.training).toBeNull();
  });

  it('T4: nor is a version that a run names only when it starts', async () => {
    const started = run({
      id: 'later',
      job: 'train',
      from: '08:10',
      to: '08:20',
      inputs: [training('other.parquet', '8')],
      outputs: [model('m2.onnx', '3')],
    }).slice(0, 1);
    const { chain, codes } = await resolve({ events: [...smallChain(), ...started] });
    expect(codes).toEqual(SOUND);
    expect(chain.runs.training?.id).toBe('train-2');
  });

  it('T4: an output that lay there when the run began is not what the run wrote', async () => {
    const events = altered((all) => {
      all[6]!['outputs'] = [model('m2.onnx', '2')];
    });
    const { chain, codes } = await resolve({ events });
    expect(codes).toEqual(SOUND);
    expect(chain.model?.recordedSha256).toBe(digest('3'));
  });

  it('T5: the run that the log names decides, though a later run read another model', async () => {
    const { chain } = await resolve({
      prediction: { runId: 'score-1', modelVersion: 'v1', decidedAt: '2025-01-01T05:30:00Z' },
    });
    expect(chain.model?.name).toBe('m1.onnx');
    expect(chain.runs.training?.id).toBe('train-1');
  });

  it('T6: a rollback reads the older version and is led to the run that wrote that version', async () => {
    const both = [
      ...smallChain().slice(0, 2),
      ...run({
        id: 't1',
        job: 'train',
        from: '03:00',
        to: '04:00',
        inputs: [training('training.parquet', '1')],
        outputs: [model('m2.onnx', '3')],
      }),
      ...run({
        id: 't2',
        job: 'train',
        from: '05:00',
        to: '06:00',
        inputs: [training('training.parquet', '1')],
        outputs: [model('m2.onnx', '4')],
      }),
      ...run({ id: 'score-2', job: 'score', from: '09:00', to: '10:00', inputs: [model('m2.onnx', '3')], outputs: [] }),
    ];
    const { chain } = await resolve({ events: both });
    expect(chain.runs.training?.id).toBe('t1');
    expect(chain.model?.recordedSha256).toBe(digest('3'));
  });

  it('T7: without versions the last complete run before the reader made it, which is only inferred', async () => {
    const events = [
      ...smallChain().slice(0, 2),
      ...run({
        id: 't1',
        job: 'train',
        from: '03:00',
        to: '04:00',
        inputs: [training('training.parquet', '1')],
        outputs: [model('m2.onnx', null)],
      }),
      ...run({
        id: 't2',
        job: 'train',
        from: '05:00',
        to: '06:00',
        inputs: [training('training.parquet', '1')],
        outputs: [model('m2.onnx', null)],
      }),
      ...run({
        id: 't3',
        job: 'train',
        from: '08:00',
        to: '09:15',
        inputs: [training('training.parquet', '1')],
        outputs: [model('m2.onnx', null)],
      }),
      ...run({
        id: 'score-2',
        job: 'score',
        from: '09:00',
        to: '10:00',
        inputs: [model('m2.onnx', null)],
        outputs: [],
      }),
    ];
    const { chain, codes } = await resolve({ events });
    expect(chain.runs.training).toMatchObject({ id: 't2', grade: 'inferred' });
    expect(chain.model).toMatchObject({ grade: 'inferred', verified: false });
    expect(codes).toContain('lineage/version-missing');
  });

  it('T8: a model that was written after its reader had started is an inversion', async () => {
    const events = altered((all) => {
      all[7]!['eventTime'] = '2025-01-01T09:10:00Z';
    });
    const { chain, codes } = await resolve({ events });
    expect(codes).toContain('lineage/time-inversion');
    expect(chain.runs.training?.id).toBe('train-2');
  });

  it('T9: a decision outside its run is said', async () => {
    expect((await resolve({ prediction: { decidedAt: '2025-01-01T10:00:00Z' } })).codes).toEqual(SOUND);
    const after = await resolve({ prediction: { decidedAt: '2025-01-01T10:00:00.001Z' } });
    expect(after.codes).toContain('lineage/decision-outside-run');
  });

  it('T10: the inputs of a failed attempt are not those of the run that was made again', async () => {
    const failed = run({
      id: 'score-2a',
      job: 'score',
      from: '08:30',
      to: '08:40',
      state: 'FAIL',
      inputs: [model('m1.onnx', '2')],
      outputs: [dataset('log', null)],
    });
    const { chain, codes } = await resolve({ events: [...smallChain(), ...failed] });
    expect(codes).toEqual(SOUND);
    expect(chain.model?.name).toBe('m2.onnx');
  });

  it('T11: what was stated after the as-of moment does not exist', async () => {
    const before = await resolve({ asOf: '2025-01-01T09:59:59Z' });
    expect(before.chain.runs.scoring?.state).toBe('START');
    expect(before.codes).toContain('lineage/run-not-complete');
    const { chain, codes } = await resolve({ asOf: '2025-01-01T08:59:59Z' });
    expect(codes).toContain('lineage/run-missing');
    expect(chain.runs.scoring).toBeNull();
    expect(chain.model).toMatchObject({ name: 'm2.onnx', grade: 'declared' });
  });

  it('T12: a time without a zone is read as UTC and said to be', async () => {
    const events = altered((all) => {
      all[8]!['eventTime'] = '2025-01-01T09:00:00';
    });
    const { chain, codes } = await resolve({ events });
    expect(chain.runs.scoring?.startedAt).toBe('2025-01-01T09:00:00.000Z');
    expect(codes).toContain('lineage/time-without-zone');
  });
});

function withoutCitations(chain: unknown): unknown {
  return JSON.parse(JSON.stringify(chain, (key, value: unknown) => (key === 'citations' ? undefined : value)));
}
