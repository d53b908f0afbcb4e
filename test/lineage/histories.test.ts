import { describe, expect, it } from 'vitest';
import { dataset, digest, type Event, model, resolve, run, smallChain, training } from './small-chain.ts';

const SOUND = ['lineage/columns-untraced', 'lineage/source-data'];
const trainRun = (id: string, from: string, to: string, hex: string | null, state = 'COMPLETE'): Event[] =>
  run({
    ...{ id, from, to, state },
    job: 'train',
    inputs: [training('training.parquet', '1')],
    outputs: [model('m2.onnx', hex)],
  });
const scoreRun = (
  id: string,
  from: string,
  to: string,
  name: string,
  hex: string | null,
  state = 'COMPLETE',
): Event[] => run({ ...{ id, from, to, state }, job: 'score', inputs: [model(name, hex)], outputs: [] });
const features = smallChain().slice(0, 2);

describe('events as collectors deliver them', () => {
  it('are read by the time they state: out of order, repeated and late', async () => {
    const events = smallChain();
    const late = [...events.slice(2), ...events.slice(8), ...events.slice(0, 2)].reverse();
    const { chain, codes } = await resolve({ events: late });
    expect(codes).toEqual(SOUND);
    expect([chain.runs.training?.id, chain.model?.name, chain.featureCode?.path]).toEqual([
      'train-2',
      'm2.onnx',
      'features.py',
    ]);
  });

  it('end a run once: a state that arrives after its end does not open it again', async () => {
    const [start, end] = scoreRun('score-2', '09:00', '10:00', 'm2.onnx', '3') as [Event, Event];
    const running = { ...start, eventType: 'RUNNING', eventTime: '2025-01-01T10:05:00Z' };
    const { chain, codes } = await resolve({ events: [...smallChain().slice(0, 8), start, end, running] });
    expect(codes).toEqual(SOUND);
    expect(chain.runs.scoring).toMatchObject({ state: 'COMPLETE', endedAt: '2025-01-01T10:00:00.000Z' });
  });
});

describe('a run that was made three times again', () => {
  const attempts = [
    ...features,
    ...trainRun('t1', '03:00', '03:10', '5', 'FAIL'),
    ...trainRun('t2', '04:00', '04:10', '6', 'ABORT'),
    ...trainRun('t3', '05:00', '05:10', '3'),
    ...trainRun('t4', '06:00', '06:10', '7'),
  ];

  it('is the attempt that wrote the version that decided, not the last', async () => {
    const { chain, codes } = await resolve({
      events: [...attempts, ...scoreRun('score-2', '09:00', '10:00', 'm2.onnx', '3')],
    });
    expect(codes).toEqual(SOUND);
    expect(chain.runs.training).toMatchObject({ id: 't3', grade: 'recorded' });
  });

  it('is none where a failed attempt alone names the version', async () => {
    const { chain, codes } = await resolve({
      events: [...attempts, ...scoreRun('score-2', '09:00', '10:00', 'm2.onnx', '5')],
    });
    expect(codes).toContain('lineage/training-run-missing');
    expect(codes).toContain('lineage/digest-mismatch');
    expect([chain.runs.training, chain.model?.verified]).toEqual([null, false]);
  });

  it('is the one that completed where the log names no scoring run', async () => {
    const scored = [
      ...scoreRun('s1', '09:00', '09:40', 'm2.onnx', '3', 'FAIL'),
      ...scoreRun('s2', '09:10', '09:50', 'm2.onnx', '3', 'ABORT'),
      ...scoreRun('s3', '09:20', '10:00', 'm2.onnx', '3'),
    ];
    const { chain, codes } = await resolve({ events: [...attempts, ...scored], prediction: { runId: null } });
    expect(chain.runs.scoring).toMatchObject({ id: 's3', grade: 'inferred' });
    expect(codes).toContain('lineage/run-unrecorded');
  });

  it('is not chosen among several that completed', async () => {
    const scored = ['s1', 's2', 's3'].flatMap((id) => scoreRun(id, '09:00', '10:00', 'm2.onnx', '3'));
    const { chain, codes } = await resolve({ events: [...attempts, ...scored], prediction: { runId: null } });
    expect(codes).toContain('lineage/run-ambiguous');
    expect(chain.runs.scoring).toBeNull();
  });
});

describe('two models side by side', () => {
  const beside = [...smallChain(), ...scoreRun('shadow', '09:00', '10:00', 'm1.onnx', '2')];

  it('leave the one that the log names, by its run', async () => {
    const { chain, codes } = await resolve({ events: beside });
    expect(codes).toEqual(SOUND);
    expect(chain.model?.name).toBe('m2.onnx');
  });

  it('leave the one that the log names by its version, where it names no run, as an inference', async () => {
    const { chain, codes } = await resolve({ events: beside, prediction: { runId: null } });
    expect(chain.runs.scoring).toMatchObject({ id: 'score-2', grade: 'inferred' });
    expect(chain.model).toMatchObject({ name: 'm2.onnx', grade: 'inferred' });
    expect(codes).toContain('lineage/run-unrecorded');
  });

  it('leave none where the log names the run of the shadow', async () => {
    const { chain, codes } = await resolve({ events: beside, prediction: { runId: 'shadow' } });
    expect(codes).toContain('lineage/model-version-conflict');
    expect(chain.model).toBeNull();
  });
});

describe('a rollback to an older model under one name', () => {
  const history = [
    ...features,
    ...trainRun('t1', '03:00', '04:00', '3'),
    ...scoreRun('a', '04:30', '05:00', 'm2.onnx', '3'),
    ...trainRun('t2', '05:00', '06:00', '4'),
    ...scoreRun('b', '06:30', '07:00', 'm2.onnx', '4'),
    ...scoreRun('c', '07:30', '08:00', 'm2.onnx', '3'),
  ];

  it.each([
    ['a', '04:45', 't1', '3'],
    ['b', '06:45', 't2', '4'],
    ['c', '07:45', 't1', '3'],
  ])('run %s at %s had the model of %s', async (runId, at, trained, hex) => {
    const decidedAt = `2025-01-01T${at}:00Z`;
    for (const given of [runId, null]) {
      const { chain } = await resolve({ events: history, prediction: { runId: given, decidedAt } });
      expect(chain.runs.training?.id).toBe(trained);
      expect(chain.model?.recordedSha256).toBe(digest(hex));
    }
  });
});

describe('clocks that disagree', () => {
  it('are named where the scoring clock is ten minutes ahead of the log', async () => {
    const { chain, codes } = await resolve({ prediction: { decidedAt: '2025-01-01T08:55:00Z' } });
    expect(codes).toContain('lineage/decision-outside-run');
    expect(chain.model?.name).toBe('m2.onnx');
  });

  it('are named where the maker of a version seems to end after its reader began, and the version still leads', async () => {
    const events = [
      ...smallChain().slice(0, 6),
      ...trainRun('train-2', '08:50', '09:20', '3'),
      ...smallChain().slice(8),
    ];
    const { chain, codes } = await resolve({ events });
    expect(codes).toContain('lineage/time-inversion');
    expect(chain.runs.training?.id).toBe('train-2');
  });

  it('leave no maker where only the time could tell', async () => {
    const events = [
      ...features,
      ...trainRun('t', '08:50', '09:20', null),
      ...scoreRun('score-2', '09:00', '10:00', 'm2.onnx', null),
    ];
    const { chain, codes } = await resolve({ events });
    expect(codes).toContain('lineage/training-run-missing');
    expect(chain.runs.training).toBeNull();
  });
});

describe('an early job that ran again later with another input', () => {
  const again = (hex: string | null): Event[] =>
    run({
      id: 'features-2',
      job: 'features',
      from: '08:10',
      to: '08:20',
      inputs: [dataset('raw-2.csv', '6')],
      outputs: [training('training.parquet', hex)],
      commit: 'd'.repeat(40),
    });
  const today: Event = {
    eventTime: '2025-01-01T11:00:00Z',
    job: { namespace: 'jobs', name: 'features' },
    inputs: [dataset('raw-3.csv', '7')],
    outputs: [training('training.parquet', null)],
  };
  const behind = ({ chain }: Awaited<ReturnType<typeof resolve>>) => ({
    raw: chain.upstream.map(({ name }) => name),
    commit: chain.featureCode?.commit?.[0],
  });

  it('answers from the run that made what was read, not from what the job reads today', async () => {
    const events = [...smallChain(), ...again('8'), today];
    expect(behind(await resolve({ events }))).toEqual({ raw: ['raw.csv'], commit: 'c' });
  });

  it('answers so too where the later run wrote the same bytes', async () => {
    expect(behind(await resolve({ events: [...smallChain(), ...again('1'), today] }))).toEqual({
      raw: ['raw.csv'],
      commit: 'c',
    });
  });

  it('answers by time where no version is on record, and only infers it', async () => {
    const unversioned = [...smallChain(), ...again(null), today].map((event) => {
      const copy = structuredClone(event);
      for (const use of [...copy['inputs'], ...copy['outputs']])
        if (use.name === 'training.parquet') delete use.facets.version;
      return copy;
    });
    const found = await resolve({ events: unversioned });
    expect(behind(found)).toEqual({ raw: ['raw.csv'], commit: 'c' });
    expect(found.codes).toContain('lineage/version-missing');
  });

  it('gives the later decision the later input', async () => {
    const events = [
      ...smallChain(),
      ...again('8'),
      ...run({
        id: 'train-3',
        job: 'train',
        from: '10:10',
        to: '10:20',
        inputs: [training('training.parquet', '8')],
        outputs: [model('m2.onnx', '9')],
      }),
      ...scoreRun('score-3', '10:30', '10:40', 'm2.onnx', '9'),
      today,
    ];
    const later = { runId: 'score-3', decidedAt: '2025-01-01T10:35:00Z' };
    expect(behind(await resolve({ events, prediction: later }))).toEqual({ raw: ['raw-2.csv'], commit: 'd' });
    expect(behind(await resolve({ events }))).toEqual({ raw: ['raw.csv'], commit: 'c' });
  });
});
