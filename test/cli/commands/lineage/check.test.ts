import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorAnswer, LineageCheckAnswer } from '../../../../src/core/answers.ts';
import { commandLine, documentOf } from '../../../_support/command-line.ts';
import { sampleCase } from '../../../_support/places.ts';
import { temporaryFolder } from '../../../_support/temporary.ts';
import { altered, ndjson, smallChain } from '../../../lineage/small-chain.ts';

function exportOf(events: readonly unknown[]): string {
  const file = join(temporaryFolder(), 'events.ndjson');
  writeFileSync(file, ndjson(events));
  return file;
}

describe('dossier lineage check', () => {
  it('scores the exports of a case', async () => {
    const outcome = await commandLine('lineage', 'check', '--case', sampleCase, '--json');
    const { score, requirements } = documentOf<LineageCheckAnswer>(outcome);
    expect(outcome.code).toBe(0);
    expect(score).toBeGreaterThan(0.9);
    expect(requirements.find(({ id }) => id === 'code-commit')).toMatchObject({ needed: 21, held: 21, share: 1 });
  });

  it('says what to mend and where, and exits with 10 from the severity that is given', async () => {
    const file = exportOf(altered((all) => all.splice(0, 1)));
    const plain = await commandLine('lineage', 'check', file);
    expect([plain.code, plain.stdout]).toEqual([0, expect.stringContaining('Emit the START event of every run.')]);
    expect(plain.stdout).toContain(`${file}, line 1`);
    expect((await commandLine('lineage', 'check', file, '--fail-on', 'warning')).code).toBe(10);
    const sound = exportOf(
      smallChain().map((event) => ({
        ...event,
        outputs: event['outputs'].filter(({ name }: { name: string }) => name !== 'log'),
      })),
    );
    expect((await commandLine('lineage', 'check', sound, '--fail-on', 'error')).code).toBe(0);
    const open = exportOf(altered((all) => all.splice(1, 1)));
    expect((await commandLine('lineage', 'check', open, '--fail-on', 'error')).code).toBe(10);
  });

  it('wants files or a case, and files that it can read', async () => {
    const code = async (...args: string[]) => {
      const outcome = await commandLine('lineage', 'check', ...args, '--json');
      return [outcome.code, documentOf<ErrorAnswer>(outcome).error.code];
    };
    expect(await code()).toEqual([2, 'usage/files-or-case']);
    expect(await code('x', '--case', sampleCase)).toEqual([2, 'usage/files-or-case']);
    expect(await code(join(temporaryFolder(), 'none.ndjson'))).toEqual([3, expect.stringMatching(/^input\//)]);
  });
});
