import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { type EmitOptions, emitting } from '../../src/pipeline/emit-lineage.ts';
import { temporaryFolder } from '../_support/temporary.ts';

const file = { namespace: 'lake', name: 'a.csv', sha256: 'a'.repeat(64), bytes: 1 };

function options(targets: string[], changes: Partial<EmitOptions> = {}): EmitOptions {
  let minute = 0;
  const now = (): string => `2025-01-01T00:0${minute++}:00.000Z`;
  const post = async (): Promise<void> => {
    throw new Error('the server answered 503');
  };
  return { targets, isRequired: false, now, post, ...changes };
}

describe('a run that is told of', () => {
  it('appends its start and its end, with what it read and wrote, and reads back as one run', async () => {
    const path = join(temporaryFolder(), 'events.ndjson');
    for (const at of ['first', 'second']) {
      const { value, issues } = await emitting(options([path]), 'build', [at], async (says) => {
        says({ inputs: [file], outputs: [{ ...file, name: 'b' }] });
        return at;
      });
      expect([value, issues]).toEqual([at, []]);
    }
    const { facts } = readLineage([{ path, bytes: readFileSync(path) }]);
    const states = facts.flatMap((fact) => (fact.kind === 'run-state' ? [[fact.state, fact.at]] : []));
    expect(states).toEqual([
      ['START', '2025-01-01T00:00:00.000Z'],
      ['COMPLETE', '2025-01-01T00:01:00.000Z'],
      ['START', '2025-01-01T00:00:00.000Z'],
      ['COMPLETE', '2025-01-01T00:01:00.000Z'],
    ]);
    expect(new Set(facts.flatMap((fact) => (fact.kind === 'run-state' ? [fact.run] : []))).size).toBe(2);
  });

  it('has the same bytes for the same question at the same time, and the id that is given', async () => {
    const [one, other] = [join(temporaryFolder(), 'e'), join(temporaryFolder(), 'e')];
    for (const path of [one, other]) await emitting(options([path]), 'audit', ['x'], async () => 1);
    expect(readFileSync(one, 'utf8')).toBe(readFileSync(other, 'utf8'));
    const runId = '0194c0de-0000-7000-8000-00000000000a';
    await emitting(options([one], { runId }), 'audit', ['x'], async () => 1);
    expect(readFileSync(one, 'utf8').trim().split('\n').at(-1)).toContain(`"runId":"${runId}"`);
  });

  it('tells of a failure and passes it on', async () => {
    const path = join(temporaryFolder(), 'e');
    const failing = emitting(options([path]), 'build', [], async () => {
      throw new DossierError('input/gone', 'it is gone');
    });
    await expect(failing).rejects.toMatchObject({ code: 'input/gone' });
    const last = JSON.parse(readFileSync(path, 'utf8').trim().split('\n')[1] ?? '') as object;
    expect(last).toMatchObject({
      eventType: 'FAIL',
      run: { facets: { errorMessage: { message: 'input/gone: it is gone' } } },
    });
  });

  it('makes a warning of what cannot be delivered, to a server or a folder', async () => {
    const { value, issues } = await emitting(
      options(['http://lineage.example/api', '/nowhere/at/all']),
      'build',
      [],
      async () => 7,
    );
    expect(value).toBe(7);
    expect(issues).toHaveLength(4);
    expect(issues[0]).toMatchObject({
      code: 'pipeline/lineage-not-emitted',
      severity: 'warning',
      message: expect.stringContaining('503'),
    });
  });

  it('ends before the work where delivery is required', async () => {
    let worked = false;
    const running = emitting(options(['https://lineage.example'], { isRequired: true }), 'build', [], async () => {
      worked = true;
    });
    await expect(running).rejects.toMatchObject({ code: 'output/lineage-not-emitted', exitCode: 8 });
    expect(worked).toBe(false);
  });

  it('leaves what a file holds, and tells nobody unless asked', async () => {
    const path = join(temporaryFolder(), 'e');
    writeFileSync(path, '{"kept":1}\n');
    await emitting(options([path]), 'build', [], async () => 1);
    expect(readFileSync(path, 'utf8').split('\n')[0]).toBe('{"kept":1}');
    const posted: string[] = [];
    await emitting(options([], { post: async (url) => void posted.push(url) }), 'build', [], async () => 1);
    expect(posted).toEqual([]);
  });
});
