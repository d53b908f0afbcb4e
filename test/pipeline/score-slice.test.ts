import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { silent } from '../../src/core/run-context.ts';
import type { SliceCounts } from '../../src/data/count-slice.ts';
import { countSlice } from '../../src/pipeline/audit.ts';
import { withSession } from '../../src/pipeline/session.ts';

const SAMPLE = 'sample-cases/boston-mortgage';

/** The sample case with its declaration changed, counted. */
function counted(change: (yaml: string) => string, options = {}): Promise<SliceCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-score-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(SAMPLE, folder, { recursive: true });
  writeFileSync(join(folder, 'case.yaml'), change(readFileSync(join(SAMPLE, 'case.yaml'), 'utf8')));
  const context = { signal: new AbortController().signal, progress: silent };
  return withSession({ caseDirectory: folder, context }, (session) => countSlice(session, options));
}

const withoutScores = (yaml: string): string => yaml.replace(/^ +(score|decision): .*\n/gm, '');

it('gives the cells of the recorded decisions, and their scores, when the models must compute both', async () => {
  const [recorded, computed] = [await counted((yaml) => yaml), await counted(withoutScores)];
  expect(computed.table).toEqual(recorded.table);
  const scores = (counts: SliceCounts): number[] =>
    counts.scores!.cells.flatMap(({ score, n }) => Array<number>(n).fill(score));
  const sorted = (values: number[]): number[] => values.sort((one, other) => one - other);
  const [one, other] = [sorted(scores(recorded)), sorted(scores(computed))];
  expect(other).toHaveLength(1480);
  expect(Math.max(...one.map((score, at) => Math.abs(score - (other[at] ?? 0))))).toBeLessThan(1e-6);
});

it('counts one model version, and one period, alone', async () => {
  const options = { modelVersion: 'v2', from: '2025-05-01', until: '2025-06-01' };
  const [recorded, computed] = [await counted((yaml) => yaml, options), await counted(withoutScores, options)];
  expect(computed.table).toEqual(recorded.table);
  expect(computed.table.rowsRead).toBeGreaterThan(0);
});

it('leaves out, and counts, rows whose inputs no model could score', async () => {
  const asText = (yaml: string): string =>
    withoutScores(yaml).replaceAll('      - selfemp\n', '      - outcome\n').replace('[selfemp]', '[outcome]');
  const { table } = await counted(asText);
  const { table: whole } = await counted((yaml) => yaml);
  const reported = whole.cells.reduce((sum, { n, adverseOutcome }) => sum + (adverseOutcome === null ? 0 : n), 0);
  expect(table.exclusions).toEqual([{ reason: 'score cannot be computed from the inputs', rows: reported }]);
  expect(table.cells.reduce((sum, { n }) => sum + n, 0)).toBe(1480 - reported);
});

it('says which model is not at hand', async () => {
  await expect(counted((yaml) => withoutScores(yaml).replace('v1/model.onnx', 'v0/model.onnx'))).rejects.toMatchObject({
    code: 'evidence/model-not-at-hand',
  });
});
