import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandLine, type Outcome } from './command-line.ts';
import { temporaryFolder } from './temporary.ts';

/** Decisions of one group on one day: x of n are approved. */
export interface DayOfDecisions {
  day: string;
  group: string;
  x: number;
  n: number;
}

/** A case that holds nothing but decisions: what an audit reads, and no model. Gives its folder. */
export function auditCase(days: readonly DayOfDecisions[], declare: string[] = []): string {
  const folder = join(temporaryFolder(), 'case');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'lineage.ndjson'), '');
  writeFileSync(join(folder, 'case.yaml'), [DECLARATION, ...declare].join('\n'));
  writeDecisions(folder, days);
  return folder;
}

/** Puts other decisions into the log; ids are numbers, in the order of the days. */
export function writeDecisions(folder: string, days: readonly DayOfDecisions[]): void {
  const rows = days.flatMap(({ day, group, x, n }) =>
    Array.from({ length: n }, (_, at) => [
      `${day}T12:00:00Z`,
      'v1',
      at < x ? 0.2 : 0.7,
      at < x ? 'approved' : 'denied',
      group,
      1,
    ]),
  );
  const lines = rows.map((row, at) => [`SECRET-${at}`, ...row].join());
  writeFileSync(join(folder, 'decisions.csv'), `id,at,version,score,decision,race,income\n${lines.join('\n')}\n`);
}

const DECLARATION = `schema: dossier.case/1
system: { id: loans, title: Loans, purpose: Screens applications, owner: { name: Bank } }
lineage: { exports: [lineage.ndjson] }
decisionLog:
  files: [decisions.csv]
  columns: { predictionId: id, decidedAt: at, modelVersion: version, score: score, decision: decision }
decision: { favourable: approved, adverse: denied }
models:
  - { version: v1, dataset: model.onnx, inputs: [income], positiveClass: 1, cutoff: 0.5, adverseWhen: at-or-above }
protected:
  attributes:
    - { name: race, column: race, label: Race, reference: white }`;

/** Two quarters: black applicants catch up with white ones. */
export const DAYS: DayOfDecisions[] = [
  { day: '2025-01-10', group: 'white', x: 90, n: 100 },
  { day: '2025-02-10', group: 'black', x: 40, n: 80 },
  { day: '2025-04-10', group: 'white', x: 80, n: 100 },
  { day: '2025-05-10', group: 'black', x: 70, n: 90 },
];
export const FIRST: string[] = ['--until', '2025-04-01'];
export const SECOND: string[] = ['--since', '2025-04-01', '--until', '2025-07-01'];

/** Runs `dossier audit` on a case; the folder it writes lies beside the case. */
export function audit(folder: string, name: string, ...options: string[]): Promise<Outcome> {
  return commandLine('audit', '--case', folder, '--out', join(dirname(folder), name), ...options);
}
