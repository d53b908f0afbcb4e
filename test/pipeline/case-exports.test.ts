import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/evidence.ts';
import { silent } from '../../src/core/run-context.ts';
import { sha256Hex } from '../../src/core/sha256.ts';
import { gather } from '../../src/pipeline/gather.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { copyOfSampleCase, temporaryFolder } from '../_support/temporary.ts';
import { writeLineageEvents } from '../bench/lineage-events.ts';

const EVENTS = 'lineage/events.ndjson';

function gathered(caseDirectory: string, cache?: string): Promise<Evidence> {
  const context = { signal: new AbortController().signal, progress: silent, cache };
  return withSession({ caseDirectory, context }, (session) => gather(session, 'BM-001037'));
}

/** Without the numbers of lines, which a longer file moves, and without certificates of data off the chain. */
function unplaced({ chain, issues, certificates }: Evidence): unknown {
  const bound = certificates.filter(({ binding }) => binding !== 'none');
  const text = JSON.stringify({ chain, issues, bound });
  return JSON.parse(text.replace(/"at":"line \d+"/g, '"at":"line"'));
}

describe('a large export', () => {
  it('is read by its index, kept where told, and leads to the same evidence', async () => {
    const [small, large] = [copyOfSampleCase(), copyOfSampleCase()];
    const cache = join(temporaryFolder(), 'cache');
    await writeLineageEvents(join(large, EVENTS), 36 * 2 ** 20);
    const evidence = await gathered(large, cache);
    expect(unplaced(evidence)).toEqual(unplaced(await gathered(small)));
    const bytes = readFileSync(join(large, EVENTS));
    expect(evidence.files).toContainEqual({ path: EVENTS, sha256: sha256Hex(bytes), bytes: bytes.length });
    expect(readdirSync(cache).length).toBeGreaterThan(2);
    const before = readdirSync(tmpdir()).filter(
      (name) => name.startsWith('dossier-') && !name.startsWith('dossier-test'),
    );
    expect(await gathered(large)).toEqual(evidence);
    const after = readdirSync(tmpdir()).filter(
      (name) => name.startsWith('dossier-') && !name.startsWith('dossier-test'),
    );
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
    rmSync(large, { recursive: true });
  });
});
