import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Cell } from '../../src/core/evidence.ts';
import { sha256Hex } from '../../src/core/sha256.ts';
import { type ModelExport, readFixture } from './model-exports.ts';
import { temporaryFolder } from './temporary.ts';

// A whole case around one small model: its training run, its scoring run, and a decision log of the fixture's rows.

export interface SmallCase {
  model: Pick<ModelExport, 'file' | 'inputs' | 'positiveClass' | 'rows' | 'scores'>;
  /** More lines of the model in case.yaml. */
  declare?: string[];
  /** Files that are put beside the model. */
  beside?: Record<string, Uint8Array>;
  /** How a cell is written into the log. */
  written?: (cell: Cell) => string;
  cutoff?: number;
}

/** The id of a row of the log. */
export const idOf = (row: number): string => `P-${String(row + 1).padStart(3, '0')}`;

/** Writes the case and gives its folder. A score at the cut-off or above is denied. */
export function smallCase({ model, declare = [], beside = {}, written = plain, cutoff = 0.5 }: SmallCase): string {
  const folder = temporaryFolder();
  const bytes = readFixture(model.file);
  const files: Record<string, string | Uint8Array> = {
    'lake/model.onnx': bytes,
    'lake/training.csv': `${model.inputs.join()}\n`,
    'lineage.ndjson': lineage(sha256Hex(bytes), sha256Hex(`${model.inputs.join()}\n`)),
    'decisions.csv': log(model, written, cutoff),
    'case.yaml': declaration(model, declare, cutoff),
    ...Object.fromEntries(Object.entries(beside).map(([name, content]) => [`lake/${name}`, content])),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function plain(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

function log({ inputs, rows, scores }: SmallCase['model'], written: (cell: Cell) => string, cutoff: number): string {
  const lines = rows.map((row, index) => {
    const score = scores[index] ?? Number.NaN;
    const decision = score >= cutoff ? 'denied' : 'approved';
    return [idOf(index), '2025-01-02T00:00:00Z', 'v1', 'score-1', score, decision, ...row.map(written)].join();
  });
  return `${['id', 'at', 'version', 'run', 'score', 'decision', ...inputs].join()}\n${lines.join('\n')}\n`;
}

function declaration({ inputs, positiveClass }: SmallCase['model'], declare: string[], cutoff: number): string {
  return `schema: dossier.case/1
system: { id: small, title: Small, purpose: Screens, owner: { name: Bank } }
lineage: { exports: [lineage.ndjson] }
stores: [{ namespace: lake, root: lake }]
decisionLog:
  files: [decisions.csv]
  columns: { predictionId: id, decidedAt: at, modelVersion: version, runId: run, score: score, decision: decision }
decision: { favourable: approved, adverse: denied }
models:
  - version: v1
    dataset: model.onnx
    inputs: ${JSON.stringify(inputs)}
    positiveClass: ${JSON.stringify(positiveClass)}
    cutoff: ${cutoff}
    adverseWhen: at-or-above
${declare.map((line) => `    ${line}\n`).join('')}`;
}

function lineage(modelSha256: string, trainingSha256: string): string {
  const dataset = (name: string, sha256: string, type: string) => ({
    namespace: 'lake',
    name,
    facets: { version: { datasetVersion: `sha256:${sha256}` }, datasetType: { datasetType: type } },
  });
  const model = dataset('model.onnx', modelSha256, 'MODEL');
  const training = dataset('training.csv', trainingSha256, 'TABLE');
  const run = (runId: string, day: string, inputs: unknown[], outputs: unknown[]) =>
    ['START', 'COMPLETE'].map((eventType, hour) => ({
      ...{ eventType, eventTime: `${day}T0${hour}:00:00Z`, producer: 'test', inputs, outputs },
      ...{ run: { runId, facets: {} }, job: { namespace: 'jobs', name: runId, facets: {} } },
    }));
  const decisions = { namespace: 'lake', name: 'decisions', facets: {} };
  const events = [
    ...run('train-1', '2025-01-01', [training], [model]),
    ...run('score-1', '2025-01-02', [model], [decisions]),
  ];
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}
