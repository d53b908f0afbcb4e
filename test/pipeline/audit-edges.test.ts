import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditAnswer } from '../../src/core/answers.ts';
import { auditCase } from '../_support/audit-case.ts';
import { run } from '../_support/audits.ts';
import { temporaryFolder } from '../_support/temporary.ts';

// The table of edge cases, each through a whole audit: the rule is kept, and the report comes out.

interface Decision {
  id?: string;
  score?: string;
  decision?: string;
  outcome?: string;
  race: string;
}

function audited(rows: readonly Decision[]): Promise<AuditAnswer> {
  const folder = auditCase([]);
  const lines = rows.map(({ id, score = '0.2', decision = 'approved', outcome = '', race }, at) =>
    [id ?? `p${at}`, `2025-03-0${1 + (at % 9)}T12:00:00Z`, 'v1', score, decision, outcome, race, 1].join(),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'decisions.csv'),
    `id,at,version,score,decision,outcome,race,income\n${lines.join('\n')}\n`,
  );
  writeFileSync(join(folder, 'case.yaml'), declaration);
  return run(folder, temporaryFolder(), 'out');
}

const declaration = `schema: dossier.case/1
system: { id: loans, title: Loans, purpose: Screens applications, owner: { name: Bank } }
lineage: { exports: [lineage.ndjson] }
decisionLog:
  files: [decisions.csv]
  columns: { predictionId: id, decidedAt: at, modelVersion: version, score: score, decision: decision, outcome: outcome }
decision: { favourable: approved, adverse: denied }
models:
  - { version: v1, dataset: model.onnx, inputs: [income], positiveClass: 1, cutoff: 0.5, adverseWhen: at-or-above }
protected:
  attributes:
    - { name: race, column: race, label: Race, reference: white }
`;

const times = (n: number, decision: Decision): Decision[] => Array.from({ length: n }, () => decision);
const mixed = (race: string): Decision[] => [
  ...times(30, { race, outcome: 'approved' }),
  ...times(10, { race, decision: 'denied', score: '0.8', outcome: 'denied' }),
];
const rateOf = (answer: AuditAnswer, group: string, metric: string) =>
  answer.attributes[0]?.groups.find((each) => each.group === group)?.metrics[metric];
const measureOf = (answer: AuditAnswer, metric: string, group: string) =>
  answer.further?.attributes[0]?.measures.find((each) => each.metric === metric && each.group === group);

describe('an audit comes out', () => {
  it('where a group has no known adverse outcome: its rate is null with the reason, never 0', async () => {
    const answer = await audited([...mixed('white'), ...times(40, { race: 'black', outcome: 'approved' })]);
    expect(rateOf(answer, 'black', 'truePositiveRate')).toMatchObject({
      ...{ value: null, numerator: 0, denominator: 0 },
      reason: 'no row has a known adverse outcome',
    });
    expect(answer.attributes[0]?.disparities.find(({ metric }) => metric === 'truePositiveRate')?.verdict).toBe(
      'inconclusive',
    );
    expect(answer.pages).toBeGreaterThan(3);
  });

  it('where the reference group is absent: it has a row of 0, an issue names it, and nothing is clear', async () => {
    const answer = await audited(mixed('black'));
    expect(answer.attributes[0]?.groups[0]).toMatchObject({ group: 'white', n: 0 });
    expect(answer.issues?.map(({ code }) => code)).toContain('analysis/reference-group-empty');
    expect(new Set(answer.attributes[0]?.disparities.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']));
  });

  it('where one class only is known: the rates that exist are there, and the area under the curve is not', async () => {
    const answer = await audited(['white', 'black'].flatMap((race) => times(40, { race, outcome: 'approved' })));
    expect(rateOf(answer, 'white', 'selectionRate')?.value).toBe(1);
    expect(measureOf(answer, 'auc', 'white')).toMatchObject({ value: null, reason: 'one_class' });
  });

  it('where no group is known: the rows are counted, and nobody is compared', async () => {
    const answer = await audited(times(40, { race: 'unknown' }));
    expect(answer.attributes[0]?.groups.map(({ unknown, n }) => [unknown, n])).toEqual([
      [false, 0],
      [true, 40],
    ]);
    expect(answer.attributes[0]?.disparities).toEqual([]);
  });

  it('where ids come twice: the first is counted, the others are an exclusion', async () => {
    const answer = await audited([...mixed('white'), ...mixed('black'), ...times(3, { id: 'p0', race: 'black' })]);
    expect(answer.exclusions).toEqual([{ reason: 'prediction id is recorded earlier already', rows: 3 }]);
    expect([answer.rowsRead, answer.used]).toEqual([83, 80]);
  });

  it('where scores are no numbers: their rows count in rates, and in no measure of scores', async () => {
    const odd = ['NaN', '', 'inf', 'high'].map((score): Decision => ({ race: 'black', score }));
    const answer = await audited([...mixed('white'), ...mixed('black'), ...odd]);
    expect(answer.used).toBe(84);
    expect(measureOf(answer, 'auc', 'black')?.value).toBe(1);
  });

  it('where an attribute has ten thousand levels: each is counted, and the paper shows the first', async () => {
    const levels = Array.from({ length: 10_000 }, (_, at): Decision => ({ race: `level ${at}` }));
    const answer = await audited([...times(100, { race: 'white' }), ...levels]);
    expect(answer.attributes[0]?.groups).toHaveLength(10_001);
    expect(answer.used).toBe(10_100);
    expect(answer.pages).toBeLessThan(80);
  }, 60_000);
});
