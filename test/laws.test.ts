import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { brokenLaws } from './_support/source-laws.ts';
import { type Lock, missingFrom } from './tools/complete-lock.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const configFile = join(root, '.dependency-cruiser.mjs');
const tables = (await import(pathToFileURL(configFile).href)) as {
  rooms: Record<string, string[]>;
  doors: Record<string, string[]>;
  peers: Record<string, string[]>;
};

const list = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = list('src').filter((path) => path.endsWith('.ts'));
const tests = list('test').filter((path) => path.endsWith('.test.ts'));

/** Cruises a tree with the repository's rules; the same way as `npm run check:layers`. */
async function cruised(baseDir: string): Promise<ICruiseResult> {
  const { forbidden, options } = await extractConfig(configFile);
  const ruleSet = { forbidden: forbidden as IForbiddenRuleType[] };
  const tsConfig = extractTsConfig(join(root, 'tsconfig.json'));
  const { output } = await cruise(['src'], { ...options, baseDir, validate: true, ruleSet }, undefined, { tsConfig });
  return output as ICruiseResult;
}

const violations = ({ summary }: ICruiseResult): string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();

describe('who imports whom', () => {
  it('is as the tables of .dependency-cruiser.mjs say, over all of src', async () => {
    const result = await cruised(root);
    expect(violations(result)).toEqual([]);
    const own = result.modules.map(({ source }) => source).filter((path) => path.startsWith('src/'));
    expect(own.sort()).toEqual([...sources].sort());
    expect(own.length).toBeGreaterThan(120);
    expect(result.summary.totalDependenciesCruised ?? 0).toBeGreaterThan(400);
  });

  const planted: [rule: string, file: string, text: string][] = [
    ['layer-core', 'src/core/a.ts', "import type { B } from '../sections/b.ts';\nexport type A = B;"],
    ['layer-numeric', 'src/numeric/a.ts', "import '../data/door.ts';"],
    ['layer-bias', 'src/bias/a.ts', "import '../attribution/a.ts';"],
    ['layer-sections', 'src/sections/a.ts', "import '../numeric/leaf.ts';"],
    ['layer-seal', 'src/seal/a.ts', "import '../pipeline/a.ts';"],
    ['layer-pipeline', 'src/pipeline/up.ts', "export const up = await import('../cli/a.ts');"],
    ['layer-cli', 'src/cli/down.ts', "import '../data/door.ts';"],
    ['index-without-cli', 'src/index.ts', "export { a } from './cli/a.ts';"],
    ['peers-lineage-formats', 'src/lineage/formats/one.ts', "import './two.ts';"],
    ['peers-lineage-drawings', 'src/lineage/drawings/one.ts', "import './two.ts';"],
    ['peers-lineage-charts', 'src/lineage/charts/one.ts', "import './two.ts';"],
    [
      'peers-bias-metrics',
      'src/bias/metrics/one.ts',
      "import type { two } from './two.ts';\nexport type One = typeof two;",
    ],
    ['peers-sections', 'src/sections/one.ts', "import './two.ts';"],
    ['door-onnxruntime-node-common', 'src/pipeline/onnx.ts', "import 'onnxruntime-node';"],
    [
      'door-duckdb-node-api',
      'src/lineage/duck.ts',
      "import type { DuckDBInstance } from '@duckdb/node-api';\nexport type D = DuckDBInstance;",
    ],
    ['door-danfojs-node', 'src/pipeline/frame.ts', "export const frame = () => import('danfojs-node');"],
    ['door-isomorphic-git', 'src/lineage/git.ts', "import 'isomorphic-git';"],
    ['door-memfs', 'src/lineage/git.ts', "import 'memfs';"],
    ['door-protobufjs', 'src/quality/proto.ts', "import 'protobufjs';"],
    ['door-pdfkit', 'src/sections/pdf.ts', "import 'pdfkit';"],
    ['door-chart-js', 'src/sections/chart.ts', "import 'chart.js';"],
    ['door-chartjs-node-canvas', 'src/pipeline/chart.ts', "import 'chartjs-node-canvas';"],
    ['door-pngjs', 'src/pipeline/png.ts', "import 'pngjs';"],
    ['door-dagrejs-dagre', 'src/lineage/layout.ts', "import '@dagrejs/dagre';"],
    ['door-commander', 'src/pipeline/argv.ts', "import 'commander';"],
    ['door-cli-progress', 'src/pipeline/bar.ts', "import 'cli-progress';"],
    ['door-picocolors', 'src/render/colour.ts', "import 'picocolors';"],
    ['package-without-door', 'src/data/lint.ts', "import 'fast-check';"],
    ['no-development-packages', 'src/data/lint.ts', "import 'fast-check';"],
    ['fs-at-the-edge', 'src/seal/files.ts', "import { readFile } from 'node:fs/promises';\nexport { readFile };"],
    ['fs-at-the-edge', 'src/render/files.ts', "import { readFileSync } from 'fs';\nexport { readFileSync };"],
    ['no-network-no-process', 'src/data/net.ts', "import 'node:https';"],
    ['no-network-no-process', 'src/pipeline/shell.ts', "import 'node:child_process';"],
    ['numeric-is-pure', 'src/numeric/hash.ts', "import 'node:crypto';"],
    ['verify-does-not-seal', 'src/seal/verify.ts', "import './between.ts';"],
    ['src-not-to-test', 'src/core/tested.ts', "import '../../test/help.ts';"],
    ['no-cycles', 'src/data/cycle.ts', "import type { Other } from './other.ts';\nexport type Cycle = Other;"],
    ['resolvable', 'src/data/gone.ts', "import './nowhere.ts';"],
  ];

  /** What the planted files lead to, and edges that are right, among them those that the peers' rules must allow. */
  const ground: Record<string, string> = {
    'src/numeric/leaf.ts': "import '../core/leaf.ts';",
    'src/core/leaf.ts': "import 'zod';",
    'src/data/door.ts': "import '@duckdb/node-api';\nimport 'node:fs';\nimport '../numeric/leaf.ts';",
    'src/data/other.ts': "import type { Cycle } from './cycle.ts';\nexport type Other = Cycle | 1;",
    'src/attribution/a.ts': "import '../numeric/leaf.ts';",
    'src/lineage/formats/two.ts': "import '../../core/leaf.ts';",
    'src/lineage/drawings/two.ts': '',
    'src/lineage/charts/two.ts': '',
    'src/lineage/formats/registry.ts': "import './one.ts';\nimport './two.ts';",
    'src/bias/metrics/two.ts': 'export const two = 2;',
    'src/sections/b.ts': 'export type B = 1;',
    'src/sections/two.ts': "import './define-section.ts';\nimport './parts/part.ts';",
    'src/sections/define-section.ts': '',
    'src/sections/parts/part.ts': '',
    'src/sections/assemble-document.ts': "import './registry.ts';",
    'src/sections/registry.ts': "import './one.ts';",
    'src/seal/between.ts': "import './sign.ts';",
    'src/seal/sign.ts': "import 'node:crypto';\nimport 'canonicalize';",
    'src/pipeline/a.ts': "import '../data/door.ts';\nimport '../seal/sign.ts';\nimport 'node:fs/promises';",
    'src/model/a.ts':
      "import 'onnxruntime-node';\nimport type { Tensor } from 'onnxruntime-common';\nexport type T = Tensor;",
    'src/render/a.ts': "import 'pdfkit';\nimport 'chart.js/auto';",
    'src/cli/a.ts': "import 'commander';\nimport '../pipeline/a.ts';\nexport const a = 1;",
    'test/help.ts': '',
  };

  it('is watched: every planted violation is caught, and nothing beside', async () => {
    const tree = mkdtempSync(join(tmpdir(), 'dossier-laws-'));
    try {
      symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
      writeFileSync(join(tree, 'package.json'), read('package.json'));
      const files = new Map(Object.entries(ground));
      for (const [, path, text] of planted) {
        const before = files.get(path);
        files.set(path, before === undefined || before === text ? text : `${before}\n${text}`);
      }
      for (const [path, text] of files) {
        mkdirSync(dirname(join(tree, path)), { recursive: true });
        writeFileSync(join(tree, path), text);
      }
      const { summary } = await cruised(tree);
      const caught = new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
      const expected = new Set(planted.map(([rule, file]) => `${rule} ${file}`));
      expect([...caught].sort()).toEqual([...expected].sort());
    } finally {
      rmSync(tree, { recursive: true, force: true });
    }
  });

  it('is declared for every room and every package', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !(name in tables.rooms))).toEqual([]);
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const doors = Object.keys(tables.doors).map((name) => new RegExp(`^${name}$`));
    expect(Object.keys(dependencies).filter((name) => !doors.some((door) => door.test(name)))).toEqual([]);
    const idle = doors.filter((door) => !Object.keys(dependencies).some((name) => door.test(name)));
    expect(idle.map(String)).toEqual([]);
  });
});

describe('each source file', () => {
  it('keeps the laws of the text: exports, clock, chance, locale, process, codes', () => {
    expect(sources.flatMap((path) => brokenLaws(path, read(path)).map((law) => `${path}: ${law}`))).toEqual([]);
  });

  it.each([
    ['no default export', 'export default 1;'],
    ['no default export', 'export default function f() {}'],
    ['no barrel but src/index.ts', "export * from './a.ts';"],
    ['no barrel but src/index.ts', "export { a } from './a.ts';"],
    ['only the command line sees the process', 'export const home = process.env;'],
    ['only the command line sees the process', 'console.log(1);'],
    ['no clock', 'export const now = Date.now();'],
    ['no clock', 'export const now = new Date();'],
    ['no clock', 'export const t = performance.now();'],
    ['no chance', 'export const r = Math.random();'],
    ['no chance', "import { randomBytes } from 'node:crypto';"],
    ['no locale', 'export const s = [].sort((a, b) => a.localeCompare(b));'],
    ['fault codes are kind/slug', "throw new DossierError('seal', 'x');"],
    ['fault codes are kind/slug', "throw new DossierError('lineage/cut', 'x');"],
    ['fault codes are kind/slug', "throw new DossierError(bad ? 'input/ok' : 'input/Not_OK', 'x');"],
    ['fault codes are kind/slug', `throw new DossierError(\`fault/\${slug}\`, 'x');`],
    ['issue codes are room/slug', "const i = { code: 'cut', severity: 'error' };"],
    ['issue codes are room/slug', "const i = { severity, code: 'lineage/Cut' };"],
  ])('breaks "%s" with: %s', (law, text) => {
    expect(brokenLaws('src/core/planted.ts', text).join('\n')).toContain(law);
  });

  it.each([
    ['src/index.ts', "export { a } from './a.ts';"],
    ['src/cli/a.ts', 'process.stdout.write(String(performance.now()));'],
    ['src/pipeline/a.ts', "import { randomUUID } from 'node:crypto';"],
    [
      'src/core/a.ts',
      "export const a = { process: 1 }; export const b = a.process; throw new DossierError('seal/a-b2', 'x');",
    ],
    [
      'src/core/a.ts',
      `switch (1) { default: break; } export const at = new Date(0); throw new DossierError(\`usage/\${slug}\`, x);`,
    ],
    [
      'src/core/a.ts',
      "const reason = { code: 'R1' }; const issue = { code: 'lineage/digest-differs', severity: 'error' };",
    ],
  ])('may hold in %s: %s', (path, text) => {
    expect(brokenLaws(path, text)).toEqual([]);
  });

  it('has at most 300 lines; the longest are printed', () => {
    const lengths = sources.map((path) => ({ path, lines: read(path).split('\n').length - 1 }));
    lengths.sort((one, other) => other.lines - one.lines);
    const longest = lengths.slice(0, 10).map(({ path, lines }) => `  ${String(lines).padStart(4)}  ${path}`);
    process.stdout.write(`longest source files\n${longest.join('\n')}\n`);
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  it('is named in kebab-case, as the tests and fixtures in code are', () => {
    const named = [...sources, ...list('test').filter((path) => path.endsWith('.ts'))];
    const kebab = /^_?[a-z0-9]+(-[a-z0-9]+)*(\.test)?(\.ts)?$/;
    expect(named.filter((path) => !path.split('/').every((part) => kebab.test(part)))).toEqual([]);
  });
});

describe('each test file', () => {
  /** Tests of the whole program, the repository or a whole room; they have no one source. */
  const whole = new Set([
    'test/laws.test.ts',
    'test/golden.test.ts',
    'test/cli/audit-gate.test.ts',
    'test/cli/audit-refusals.test.ts',
    'test/cli/commands.test.ts',
    'test/cli/flipped-bytes.test.ts',
    'test/cli/wrong-things.test.ts',
    'test/lineage/boston-exports.test.ts',
    'test/lineage/boston-retold.test.ts',
    'test/lineage/formats/hostile-exports.test.ts',
    'test/lineage/server-answers.test.ts',
    'test/lineage/shared-samples.test.ts',
    'test/lineage/corruptions.test.ts',
    'test/lineage/histories.test.ts',
    'test/lineage/temporal-rules.test.ts',
    'test/pipeline/audit-edges.test.ts',
    'test/pipeline/audits-in-a-row.test.ts',
    'test/sections/words.test.ts',
  ]);

  it('stands where its source stands, or is known to test the whole', () => {
    const lost = tests.filter((path) => {
      const mirrored = path.replace(/^test\//, 'src/').replace(/\.test\.ts$/, '');
      return !whole.has(path) && !existsSync(join(root, `${mirrored}.ts`)) && !existsSync(join(root, mirrored));
    });
    expect(lost).toEqual([]);
    expect(tests.length).toBeGreaterThan(60);
  });
});

describe('each registry', () => {
  const folders = Object.entries(tables.peers).filter(([folder]) => existsSync(join(root, 'src', folder)));

  it('is there for each folder of peers', () => {
    const known = new Set(Object.keys(tables.peers).map((folder) => `src/${folder}`));
    const found = sources.filter((path) => basename(path) === 'registry.ts').map(dirname);
    expect(found.filter((folder) => !known.has(folder))).toEqual([]);
    expect(found.length).toBe(folders.length);
    expect(found.length).toBeGreaterThanOrEqual(4);
  });

  it.each(folders)('lists every unit of %s once, in the order of their ids', (folder, others) => {
    const units = readdirSync(join(root, 'src', folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !others.includes(entry.name.replace('.ts', '')))
      .map(({ name }) => `./${name.replace('.ts', '')}`)
      .sort()
      .map((unit) => `${unit}.ts`);
    expect(listed(`src/${folder}/registry.ts`)).toEqual(units);
  });
});

/** The files whose exports a registry's list holds, in the order of the list. */
function listed(path: string): (string | undefined)[] {
  const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2023, true);
  const origin = new Map<string, string>();
  let elements: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportSpecifier(node)) {
      origin.set(node.name.text, (node.parent.parent.parent.moduleSpecifier as ts.StringLiteral).text);
    }
    if (ts.isArrayLiteralExpression(node)) elements = node.elements.map((each) => each.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return elements.map((name) => origin.get(name));
}

describe('the lock', () => {
  const lock = JSON.parse(read('package-lock.json')) as Lock;

  it('holds the package of every platform, or npm ci refuses it', () => {
    expect(missingFrom(lock)).toEqual({});
  });

  it('is completed from what the packages pin', () => {
    const name = '@duckdb/node-bindings-linux-arm64-musl';
    const { [`node_modules/${name}`]: entry, ...packages } = lock.packages;
    const version = lock.packages['node_modules/@duckdb/node-bindings']?.optionalDependencies?.[name];
    expect(missingFrom({ packages })).toEqual({
      [`node_modules/${name}`]: { version, optional: true, cpu: ['arm64'], libc: ['musl'], os: ['linux'] },
    });
    expect(entry).toMatchObject({ version });
  });
});
