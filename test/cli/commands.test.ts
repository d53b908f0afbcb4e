import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  AuditAnswer,
  BuildAnswer,
  ErrorAnswer,
  ExplainAnswer,
  IdsAnswer,
  ResolveAnswer,
} from '../../src/core/answers.ts';
import { commandLine, documentOf } from '../_support/command-line.ts';
import { projectFolder, sampleCase } from '../_support/places.ts';
import { copyOfSampleCase, temporaryFolder } from '../_support/temporary.ts';

const COMMANDS = ['build', 'resolve', 'explain', 'audit', 'verify', 'ids', 'init', 'schema'];

describe('the command line', () => {
  it('ids lists and searches', async () => {
    const all = documentOf<IdsAnswer>(await commandLine('ids', '--case', sampleCase, '--json'));
    expect(all.total).toBe(1480);
    expect(all.ids).toHaveLength(1480);
    const some = documentOf<IdsAnswer>(await commandLine('ids', '--case', sampleCase, '--search', '00103', '--json'));
    expect(some.ids.every((id) => id.includes('00103'))).toBe(true);
    expect(some.ids).toContain('BM-001037');
  });

  it('resolve leads a prediction to the model that was in force, not to the latest', async () => {
    const older = documentOf<ResolveAnswer>(await commandLine('resolve', 'BM-002210', '--case', sampleCase, '--json'));
    expect(older.model).toMatchObject({ version: 'v1', verified: true });
    expect(older.training).toMatchObject({ dataset: 'features/training-v1.parquet', verified: true });
    expect(older.featureCode).toMatchObject({ commit: expect.stringMatching(/^afc0277/), verified: true });
    const newer = documentOf<ResolveAnswer>(await commandLine('resolve', 'BM-001037', '--case', sampleCase, '--json'));
    expect(newer.model).toMatchObject({ version: 'v2', verified: true });
    expect(newer.runs.scoring).toBe('01972335-8700-7f08-9ef8-c70d1c9d3320');
    expect(newer.upstream.map(({ name }) => name)).toContain('raw/hmda.csv');
  });

  it('explain adds up from the base value to the score', async () => {
    const answer = documentOf<ExplainAnswer>(await commandLine('explain', 'BM-001037', '--case', sampleCase, '--json'));
    const sum = answer.features.reduce((total, { attribution }) => total + attribution, answer.baseValue);
    expect(sum).toBeCloseTo(answer.value, 6);
    expect(answer.features).toHaveLength(11);
    expect(answer.reasons.length).toBeGreaterThan(0);
    expect(answer.features.find(({ name }) => name === 'consumer-credit-history')?.sources).toContainEqual(
      expect.objectContaining({ column: 'chist' }),
    );
  });

  it('audit counts every row once', async () => {
    const out = join(temporaryFolder(), 'out');
    const { rowsRead, used, exclusions, attributes } = documentOf<AuditAnswer>(
      await commandLine('audit', '--case', sampleCase, '--json', '--out', out),
    );
    expect(rowsRead).toBe(1480);
    expect(used + exclusions.reduce((sum, { rows }) => sum + rows, 0)).toBe(rowsRead);
    for (const { groups } of attributes) expect(groups.reduce((sum, { n }) => sum + n, 0)).toBe(used);
  });

  it('schema prints each published schema', async () => {
    const { schemas } = documentOf<{ schemas: string[] }>(await commandLine('schema', '--json'));
    expect(schemas).toEqual(expect.arrayContaining(['case', 'evidence', 'findings', 'resolve', 'verify', 'error']));
    for (const name of schemas)
      expect(JSON.parse((await commandLine('schema', name)).stdout)).toHaveProperty('$schema');
  });

  it('init drafts a case.yaml that names what it found, and replaces none unasked', async () => {
    const folder = copyOfSampleCase();
    rmSync(join(folder, 'case.yaml'));
    const outcome = await commandLine('init', folder);
    expect(outcome.code).toBe(0);
    const text = readFileSync(join(folder, 'case.yaml'), 'utf8');
    for (const found of [
      'lineage/events.ndjson',
      'decisions/2025-02.parquet',
      'mortgage-features.bundle',
      'models/denial/v1/model.onnx',
    ]) {
      expect(text).toContain(found);
    }
    const again = await commandLine('init', folder, '--json');
    expect(again.code).toBe(8);
    expect(again.stdout).toContain('output/case-exists');
  });

  it.each(COMMANDS)('%s --help shows an example that works', async (command) => {
    const { code, stdout } = await commandLine(command, '--help');
    expect(code).toBe(0);
    const example = /^ {2}\$ npm run dossier -- (.*)$/m.exec(stdout)?.[1]?.split(' ') ?? [];
    expect(example[0]).toBe(command);
    expect((await commandLine(...(await inPlaceOfExamples(example)))).code).toBe(0);
  });

  it('is quiet on stderr when nobody looks at a terminal', async () => {
    const { stderr } = await commandLine('resolve', 'BM-001037', '--case', sampleCase);
    expect(stderr).toBe('');
  });

  it('verify needs nothing but the folder, and exits 7 when a byte has changed', async () => {
    const out = join(temporaryFolder(), 'out');
    expect((await commandLine('build', 'BM-001037', '--case', sampleCase, '--out', out)).code).toBe(0);
    expect((await commandLine('verify', out)).code).toBe(0);
    const file = join(out, 'tables/custody.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('true', 'trUe'));
    const outcome = await commandLine('verify', out, '--json');
    expect(outcome.code).toBe(7);
    expect(outcome.stdout).toContain('tables/custody.csv');
  });
});

describe('a drafted case', () => {
  it('is refused line by line until it is settled', async () => {
    const folder = copyOfSampleCase();
    rmSync(join(folder, 'case.yaml'));
    await commandLine('init', folder);
    const outcome = await commandLine('ids', '--case', folder, '--json');
    expect(outcome.code).toBe(3);
    const { error } = documentOf<ErrorAnswer>(outcome);
    expect(error.code).toBe('input/case-invalid');
    expect(error.message).toMatch(/line \d+: is still to be settled/);
  });

  it('opens once every mark is settled', async () => {
    const folder = copyOfSampleCase();
    rmSync(join(folder, 'case.yaml'));
    await commandLine('init', folder);
    const draft = readFileSync(join(folder, 'case.yaml'), 'utf8');
    writeFileSync(join(folder, 'case.yaml'), settled(draft));
    const outcome = await commandLine(
      'build',
      'BM-002210',
      '--case',
      folder,
      '--out',
      join(folder, '../out'),
      '--json',
    );
    expect(outcome.code).toBe(0);
    expect(documentOf<BuildAnswer>(outcome).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

/** What a person answers to each mark of the draft of the sample case. */
const ANSWERS: [mark: RegExp, answer: string][] = [
  [/SETTLE the name of the decision system/, 'Mortgage screening'],
  [/SETTLE what it decides, for whom, and why/, 'Screens applications.'],
  [/SETTLE who answers for it/, 'A bank'],
  [
    /"SETTLE a namespace as the lineage spells it", root: \. \}/,
    '"file://lake.harbor.example", root: lake }\n  - { namespace: "file://decisions.harbor.example", root: decisions }',
  ],
  [/SETTLE its address as the lineage spells it/, 'https://git.harbor.example/mortgage-features.git'],
  [/SETTLE approved/, 'approved'],
  [/SETTLE-denied/, 'denied'],
  [/SETTLE-lake\/models\/denial\/v1\/model.onnx/, 'v1'],
  [/SETTLE-lake\/models\/denial\/v2\/model.onnx/, 'v2'],
  [/lake\/(models\S*) # SETTLE its name in the lineage/g, '$1'],
  [/0\.5 # SETTLE/g, '0.2'],
  [/, unemp, hschool \] # SETTLE those it reads.*/, ' ]'],
  [/ # SETTLE those it reads.*/, ''],
  [/reference: SETTLE/, 'reference: white'],
  [/reference: SETTLE/, 'reference: married'],
  [/line marked SETTLE/, 'line'],
];

function settled(draft: string): string {
  return ANSWERS.reduce((text, [mark, answer]) => {
    expect(text).toMatch(mark);
    return text.replace(mark, answer);
  }, draft);
}

/** An example of the help with folders of its own, so that nothing is left in the project. */
async function inPlaceOfExamples(example: string[]): Promise<string[]> {
  const at = example.indexOf('--case');
  if (at >= 0) expect(existsSync(join(projectFolder, example[at + 1] ?? ''))).toBe(true);
  const out = join(temporaryFolder(), 'out');
  const [command] = example;
  if (command === 'build' || command === 'audit') return [...example, '--out', out];
  if (command === 'init') {
    const folder = copyOfSampleCase();
    rmSync(join(folder, 'case.yaml'));
    return example.map((word) => (word === 'path/to/exports' ? folder : word));
  }
  if (command !== 'verify') return example;
  await commandLine('build', 'BM-001037', '--case', sampleCase, '--out', out);
  return example.map((word) => (word === 'out/BM-001037' ? out : word));
}
