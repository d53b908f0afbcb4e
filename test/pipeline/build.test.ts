import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildAnswer } from '../../src/core/answers.ts';
import { sha256Hex } from '../../src/core/sha256.ts';
import { type BuildOptions, buildDossier } from '../../src/pipeline/build.ts';
import { childCommandLine, commandLine, documentOf } from '../_support/command-line.ts';
import { sampleCase } from '../_support/places.ts';
import { temporaryFolder } from '../_support/temporary.ts';

const ID = 'BM-001037';

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), sha256Hex(readFileSync(path))]));
}

describe('buildDossier', () => {
  it('writes the same bytes in any time zone and locale', async () => {
    const folder = temporaryFolder();
    const places = [
      { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
      { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    ];
    const outputs: Map<string, string>[] = [];
    for (const [index, place] of places.entries()) {
      const out = join(folder, String(index));
      const outcome = await childCommandLine(['build', ID, '--case', sampleCase, '--out', out, '--json'], place);
      expect(outcome.stderr).toBe('');
      expect(outcome.code).toBe(0);
      outputs.push(filesOf(out));
    }
    expect(outputs[0]?.size).toBeGreaterThanOrEqual(10);
    expect(outputs[1]).toEqual(outputs[0]);
  });

  it('lists every file that it wrote, with its digest', async () => {
    const out = join(temporaryFolder(), 'out');
    const answer = documentOf<BuildAnswer>(
      await commandLine('build', ID, '--case', sampleCase, '--out', out, '--json'),
    );
    expect(new Map(answer.files.map(({ path, sha256 }) => [path, sha256]))).toEqual(filesOf(out));
    expect(answer.pages).toBeGreaterThan(5);
  });

  it.each(['gather', 'analyse', 'render', 'write'])(
    'leaves nothing behind when it is interrupted at the step %s',
    async (at) => {
      const parent = temporaryFolder();
      const controller = new AbortController();
      const progress = {
        start: (step: string) => {
          if (step === at) controller.abort();
        },
        advance: () => undefined,
        finish: () => undefined,
      };
      const options: BuildOptions = {
        ...{ predictionId: ID, caseDirectory: sampleCase, directory: join(parent, 'out'), template: 'regulator' },
        ...{ context: { signal: controller.signal, progress }, now: () => 0 },
      };
      await expect(buildDossier(options)).rejects.toThrow();
      expect(readdirSync(parent)).toEqual([]);
    },
  );
});
