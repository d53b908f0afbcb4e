import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDecisions, type DecisionRow } from '../../src/bias/slice-tally.ts';
import type { ModelDeclaration } from '../../src/core/case.ts';
import type { SliceCounts } from '../../src/data/count-slice.ts';
import { HEADER, minimalCase, temporaryLog } from './temporary-folder.ts';

const decisionRow: fc.Arbitrary<DecisionRow> = fc.record({
  groups: fc.tuple(fc.constantFrom('white', 'black', null)),
  adverseOutcome: fc.constantFrom(true, false, null),
  favourable: fc.boolean(),
  score: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0.25, 0.5, null)),
});

const word = (adverse: boolean | null): string => (adverse === null ? '' : adverse ? 'no' : 'yes');

async function counted(rows: readonly DecisionRow[], model: Partial<ModelDeclaration> = {}): Promise<SliceCounts> {
  const lines = rows.map(
    ({ score, favourable, adverseOutcome }, at) =>
      `p${at},2025-01-01,v1,${score ?? ''},${favourable ? 'yes' : 'no'},${word(adverseOutcome)},1,2`,
  );
  const people = rows.map(({ groups: [race] }, at) => `p${at},${race ?? ''}`);
  const models = minimalCase.models.map((each) => ({ ...each, ...model }));
  const { log } = await temporaryLog({
    files: { 'log.csv': `${HEADER}${lines.join('\n')}\n`, 'protected.csv': `id,race\n${people.join('\n')}\n` },
    change: { models },
  });
  return log.count();
}

const facts = { attributes: ['race'], from: '2025-01-01T00:00:00.000Z', to: '2025-01-01T00:00:00.000Z' };

describe('a slice counted by DuckDB', () => {
  it('is bit for bit what the same rows give in memory', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(decisionRow, { minLength: 1, maxLength: 40 }), async (rows) => {
        expect(await counted(rows)).toEqual(countDecisions(rows, facts));
      }),
      { seed: 4, numRuns: 25 },
    );
  });

  it.each([
    ['probabilities', (at: number) => (at * 7919) / (20_011 * 7919)],
    ['sums', (at: number) => ((at * 7919) % 20_011) / 3 - 2000],
  ])('bins more than 20,000 different %s as in memory', async (_, scoreOf) => {
    const rows = Array.from({ length: 20_011 }, (_, at): DecisionRow => {
      return {
        groups: [at % 3 === 0 ? 'white' : 'black'],
        adverseOutcome: null,
        favourable: at % 2 === 0,
        score: scoreOf(at),
      };
    });
    const found = await counted(rows);
    expect(found).toEqual(countDecisions(rows, facts));
    expect(found.scores?.exact).toBe(false);
    expect(found.scores?.cells.reduce((sum, { n }) => sum + n, 0)).toBe(20_011);
  });

  it('turns scores in favour into scores against', async () => {
    const rows = [0.25, 0.75].map(
      (score): DecisionRow => ({ groups: [null], adverseOutcome: null, favourable: true, score }),
    );
    const scoresOf = async (model: Partial<ModelDeclaration>, change = rows): Promise<number[] | undefined> =>
      (await counted(change, model)).scores?.cells.map(({ score }) => score);
    expect(await scoresOf({ adverseWhen: 'above' })).toEqual([0.25, 0.75]);
    expect(await scoresOf({ adverseWhen: 'below' })).toEqual([0.25, 0.75]);
    const points = rows.map((row, at) => ({ ...row, score: 500 + 100 * at }));
    expect(await scoresOf({ adverseWhen: 'at-or-below' }, points)).toEqual([-600, -500]);
  });

  it('holds no scores where none is recorded, and names rows without one', async () => {
    const row: DecisionRow = { groups: ['white'], adverseOutcome: true, favourable: true, score: null };
    expect((await counted([row])).scores).toBeNull();
    expect((await counted([row, { ...row, score: 0.5 }])).scores).toMatchObject({
      cells: [{ score: 0.5, n: 1 }],
      exclusions: [{ reason: 'no finite score is recorded', rows: 1 }],
    });
  });
});
