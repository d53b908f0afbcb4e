import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from './command-line.ts';
import { projectFolder, sampleCase } from './places.ts';

export const GOLDEN_ID = 'BM-001037';
export const goldenFolder: string = join(projectFolder, 'test/fixtures/golden/boston-mortgage');

/** The records of the sample case as they are now, with what may change from release to release masked. */
export async function currentRecords(out: string): Promise<Map<string, string>> {
  const { code, stdout } = await commandLine('build', GOLDEN_ID, '--case', sampleCase, '--out', out, '--json');
  if (code !== 0) throw new Error(stdout);
  return new Map(
    ['evidence.json', 'findings.json', 'document.json'].map((name) => [
      name,
      readable(readFileSync(join(out, name), 'utf8')),
    ]),
  );
}

/** Indented, without the tool's and the runtime's version and without digests that depend on them. */
function readable(record: string): string {
  const masked = JSON.parse(record, (key, value: unknown) => {
    if (key === 'version' && value === toolVersion) return 'VERSION';
    if (key === 'evidenceSha256' || key === 'findingsSha256') return 'SHA256';
    return typeof value === 'string' ? maskedText(value) : value;
  }) as unknown;
  return `${JSON.stringify(masked, null, 1)}\n`;
}

const { version: toolVersion } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
  version: string;
};

function maskedText(text: string): string {
  return text
    .replace(/onnxruntime-node \d+\.\d+\.\d+/g, 'onnxruntime-node VERSION')
    .replaceAll(`dossier ${toolVersion}`, 'dossier VERSION')
    .replaceAll(`version ${toolVersion}`, 'version VERSION');
}
