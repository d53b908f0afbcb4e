import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VerifyAnswer } from '../../src/core/answers.ts';
import { commandLine, documentOf } from '../_support/command-line.ts';
import { sampleCase } from '../_support/places.ts';
import { temporaryFolder } from '../_support/temporary.ts';

describe('one flipped byte in any file of a real dossier', () => {
  it('is found, and the file is named', async () => {
    const folder = temporaryFolder();
    const key = join(folder, 'key.pem');
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const out = join(folder, 'out');
    expect((await commandLine('build', 'BM-001037', '--case', sampleCase, '--out', out, '--key', key)).code).toBe(0);
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThanOrEqual(13);
    for (const entry of files) {
      const path = join(entry.parentPath, entry.name);
      const bytes = readFileSync(path);
      for (const position of [0, bytes.length >> 1, bytes.length - 1]) {
        const flipped = Buffer.from(bytes);
        flipped[position] = (flipped[position] ?? 0) ^ 1;
        writeFileSync(path, flipped);
        const outcome = await commandLine('verify', out, '--json');
        expect(outcome.code, `${path} at ${position}`).toBe(7);
        const named = documentOf<VerifyAnswer>(outcome)
          .checks.filter(({ ok }) => !ok)
          .map(({ file }) => file);
        expect(named).toContain(path.slice(out.length + 1));
      }
      writeFileSync(path, bytes);
    }
    expect((await commandLine('verify', out)).code).toBe(0);
  });
});
