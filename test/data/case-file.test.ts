import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { readCaseFile } from '../../src/data/case-file.ts';
import { openCaseFolder } from '../../src/data/case-folder.ts';
import { faultOf, temporaryFolder } from './temporary-folder.ts';

const VALID = `schema: dossier.case/1
system:
  id: loans
  title: Loans
  purpose: Lends
  owner: { name: Bank }
lineage:
  exports: [lineage.ndjson]
stores:
  - { namespace: lake, root: lake }
decisionLog:
  files: [log.csv]
  columns: { predictionId: id, decidedAt: at, modelVersion: model, score: score, decision: decision }
decision: { favourable: "yes", adverse: "no" }
models:
  - version: v1
    dataset: m
    inputs: [income]
    cutoff: 0.5
    adverseWhen: at-or-above
`;

async function read(text: string | Uint8Array): Promise<unknown> {
  const root = await temporaryFolder({ 'case.yaml': text, 'lineage.ndjson': '', 'log.csv': '' });
  await mkdir(join(root, 'lake'));
  return readCaseFile(await openCaseFolder(root));
}

describe('a case file', () => {
  it('is read, and what it leaves out is filled in', async () => {
    expect(await read(VALID)).toMatchObject({
      models: [{ version: 'v1', positiveClass: 1 }],
      explanation: { background: { population: 'applicants', rows: 200 }, space: 'probability' },
      code: [],
    });
  });

  it('reports every problem at once, each with line and path, in the order of lines', async () => {
    const fault = await faultOf(
      read(
        VALID.replace('title: Loans', 'titel: Loans')
          .replace('cutoff: 0.5', 'cutoff: half')
          .replace('[log.csv]', '[gone.csv, log.csv]'),
      ),
    );
    expect(fault.code).toBe('input/case-invalid');
    expect(fault.place).toEqual({ file: 'case.yaml', at: 'line 2' });
    expect(fault.message.split('\n')).toEqual([
      '4 problems in case.yaml',
      'case.yaml line 2: system.title: is missing',
      'case.yaml line 4: system.titel: there is no such key; did you mean "title"?',
      'case.yaml line 12: decisionLog.files[0]: gone.csv does not exist in the case folder',
      'case.yaml line 19: models[0].cutoff: expected number, received string',
    ]);
  });

  it('reports what the shape alone cannot say', async () => {
    const fault = await faultOf(read(`${VALID}features:\n  - { name: a, label: A, columns: [debt] }\n`));
    expect(fault.message).toBe('case.yaml line 22: features[0].columns[0]: "debt" is no model\'s input');
  });

  it('reports limits of change that cannot hold, and links that lead nowhere', async () => {
    const features = [
      'features:',
      '  - name: a',
      '    label: A',
      '    columns: [income]',
      '    imputedIndicator: was_empty',
      '    actionable: { min: 2, max: 1, links: [{ feature: gone, factor: 1 }, { feature: a, factor: 1 }] }',
    ].join('\n');
    const fault = await faultOf(read(`${VALID}${features}\n`));
    const said = fault.message.split('\n').map((line) => line.replace(/^.*?: /, ''));
    expect(said.slice(1).sort()).toEqual([
      'features[0].actionable.links[0].feature: "gone" is no feature',
      'features[0].actionable.links[1].feature: a feature is not linked to itself',
      'features[0].actionable.min: the least is above the most',
      'features[0].imputedIndicator: "was_empty" is no model\'s input',
    ]);
  });

  it('says that a number must be quoted where text is meant', async () => {
    const fault = await faultOf(read(VALID.replace('version: v1', 'version: 1')));
    expect(fault.message).toBe(
      'case.yaml line 16: models[0].version: expected string, received number (write it in quotes)',
    );
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'link.csv'])('refuses a path that leads out: %s', async (path) => {
    const root = await temporaryFolder({
      'case.yaml': VALID.replace('[log.csv]', `["${path}"]`),
      'lineage.ndjson': '',
    });
    await mkdir(join(root, 'lake'));
    await symlink('/etc/passwd', join(root, 'link.csv'));
    const fault = await faultOf(readCaseFile(await openCaseFolder(root)));
    expect(fault).toMatchObject({ code: 'input/path-outside-case', place: { file: 'case.yaml', at: 'line 12' } });
    expect(fault.message).toContain(path);
  });

  it('names a missing file as missing when that is all that is wrong', async () => {
    const fault = await faultOf(read(VALID.replace('[log.csv]', '[gone.csv]')));
    expect(fault.code).toBe('input/file-missing');
    expect(fault.message).toBe('case.yaml line 12: decisionLog.files[0]: gone.csv does not exist in the case folder');
  });

  it('wants folders as roots', async () => {
    const fault = await faultOf(read(VALID.replace('root: lake', 'root: log.csv').replace('[log.csv]', '[lake]')));
    expect(fault.message).toContain('line 10: stores[0].root: log.csv is not a folder');
  });

  it.each([
    ['a duplicate key', `${VALID}schema: dossier.case/1\n`, /line 21: map keys must be unique/],
    ['broken syntax', 'schema: [', /line 1:/],
    ['two documents', `${VALID}---\n${VALID}`, /multiple documents/],
    ['nothing', '', /expected object/],
    ['an alias bomb', bomb(), /unfolds into more/],
    ['deep nesting', '['.repeat(200_000), /unfolds into more|line 1:/],
    ['no UTF-8', new Uint8Array([0xff, 0xfe, 0x41]), /not UTF-8/],
    ['a key of every object', `${VALID}__proto__: { polluted: true }\n`, /__proto__: there is no such key/],
  ])('refuses %s', async (_, text, message) => {
    const fault = await faultOf(read(text));
    expect(fault.code).toBe('input/case-invalid');
    expect(fault.message).toMatch(message);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('follows aliases to the line of what they stand for', async () => {
    const text = VALID.replace('root: lake', 'root: &gone nowhere').replace('[log.csv]', '[*gone]');
    expect((await faultOf(read(text))).message).toContain('line 12: decisionLog.files[0]: nowhere does not exist');
  });

  it('is at most 1 MiB and must be there', async () => {
    expect((await faultOf(read(`#${' '.repeat(1024 * 1024)}\n${VALID}`))).code).toBe('input/file-too-large');
    expect((await faultOf(readCaseFile(await openCaseFolder(await temporaryFolder())))).code).toBe(
      'input/file-missing',
    );
  });

  it('throws only foreseen errors, whatever it holds', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.json(),
      fc.tuple(fc.nat(VALID.length), fc.string()).map(([at, noise]) => VALID.slice(0, at) + noise + VALID.slice(at)),
    );
    const root = await temporaryFolder();
    const base = await openCaseFolder(root);
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const folder = { ...base, read: async () => new TextEncoder().encode(content) };
        await readCaseFile(folder).catch((error: unknown) => expect(error).toBeInstanceOf(DossierError));
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const next = level === 0 ? '"x"' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: 10 }, () => next).join(', ')}]`;
  });
  return `${levels.join('\n')}\n`;
}
