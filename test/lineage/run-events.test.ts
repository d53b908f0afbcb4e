import { expect, it } from 'vitest';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { type OwnRun, ownEvent, ownRunId } from '../../src/lineage/run-events.ts';
import { bytesOf } from './small-chain.ts';

const run: OwnRun = {
  job: 'build',
  runId: ownRunId(['build', 'P']),
  producer: 'pkg:npm/dossier@0.1.0',
  engine: { name: 'dossier', version: '0.1.0' },
};
const file = { namespace: 'lake', name: 'a.csv', sha256: 'a'.repeat(64), bytes: 3 };

it('is read back by our own reader with states, digests and engine', () => {
  const text = [
    ownEvent(run, { type: 'START' }, '2025-01-01T00:00:00.000Z', { inputs: [], outputs: [] }),
    ownEvent(run, { type: 'COMPLETE' }, '2025-01-01T00:01:00.000Z', {
      inputs: [file],
      outputs: [{ ...file, name: 'b.pdf', bytes: null }],
    }),
  ].join('');
  const { facts, issues, reports } = readLineage([{ path: 'x', bytes: bytesOf(text) }]);
  expect(issues).toEqual([]);
  expect(reports[0]).toMatchObject({ format: 'openlineage', counts: { events: 2 } });
  expect(facts).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'run-state',
        run: run.runId,
        state: 'COMPLETE',
        job: { namespace: 'dossier', name: 'build' },
      }),
      expect.objectContaining({
        kind: 'run-dataset',
        direction: 'input',
        dataset: { namespace: 'lake', name: 'a.csv' },
      }),
      expect.objectContaining({ kind: 'dataset-digest', sha256: 'a'.repeat(64), version: `sha256:${'a'.repeat(64)}` }),
      expect.objectContaining({ kind: 'run-engine', engine: 'dossier 0.1.0' }),
    ]),
  );
});

it('says why a run failed', () => {
  const event = JSON.parse(
    ownEvent(run, { type: 'FAIL', message: 'input/x: y' }, '2025-01-01T00:00:00.000Z', { inputs: [], outputs: [] }),
  ) as object;
  expect(event).toMatchObject({ eventType: 'FAIL', run: { facets: { errorMessage: { message: 'input/x: y' } } } });
});

it('is known by an id that follows from what was asked, a UUID of version 8', () => {
  expect(ownRunId(['a', 1])).toBe(ownRunId(['a', 1]));
  expect(ownRunId(['a', 2])).not.toBe(ownRunId(['a', 1]));
  for (let index = 0; index < 50; index += 1) {
    expect(ownRunId([index])).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
