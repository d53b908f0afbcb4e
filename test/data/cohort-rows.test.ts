import { describe, expect, it } from 'vitest';
import type { CohortRows } from '../../src/data/cohort-rows.ts';
import { HEADER, temporaryLog } from './temporary-folder.ts';

const columns = (['income', 'debt'] as const).map((name) => ({ name, type: 'double' as const, acceptsMissing: false }));
const AS_OF = '2025-06-01T00:00:00Z';

async function cohort(rows: string[], people: string[], score: number | null = 0.5): Promise<CohortRows> {
  const { log } = await temporaryLog({
    files: { 'log.csv': `${HEADER}${rows.join('\n')}\n`, 'protected.csv': ['id,race', ...people].join('\n') },
  });
  return log.cohort(AS_OF, { modelVersion: 'v1' }, { predictionId: 'p', score, columns });
}

const rows = [
  'p,2025-01-01,v1,0.5,no,no,1,2',
  'a,2025-01-02,v1,0.5,no,no,3,4',
  'b,2025-01-03,v1,0.2,yes,,5,6',
  'c,2025-01-04,v1,,yes,,7,8',
  'd,2025-01-05,v1,0.9,no,,,8',
  'e,2025-01-06,v2,0.9,no,,1,8',
  'f,2025-07-01,v1,0.9,no,,1,8',
  'g,2025-01-07,v1,0.9,perhaps,,1,8',
];
const people = ['p,white', 'a,white', 'b,black', 'd,black'];

describe('the cohort', () => {
  it('counts everybody of the model version up to the day, with scores below the person and equal', async () => {
    const { person, counts } = await cohort(rows, people);
    expect(person).toEqual({ groups: ['white'], favourable: false, adverseOutcome: true });
    expect(counts).toHaveLength(4);
    expect(counts).toContainEqual({ ...person, n: 2, scored: 2, below: 0, equal: 2 });
    expect(counts).toContainEqual({
      ...{ groups: ['black'], favourable: true, adverseOutcome: null },
      ...{ n: 1, scored: 1, below: 1, equal: 0 },
    });
    expect(counts).toContainEqual({
      ...{ groups: [null], favourable: true, adverseOutcome: null },
      ...{ n: 1, scored: 0, below: 0, equal: 0 },
    });
  });

  it('gives the others with complete inputs, without the person and without ids', async () => {
    const { applicants, wholeRows } = await cohort(rows, people);
    expect(wholeRows).toBe(3);
    expect(applicants.map(({ inputs }) => inputs).sort()).toEqual([
      [3, 4],
      [5, 6],
      [7, 8],
    ]);
    expect(Object.keys(applicants[0] ?? {}).sort()).toEqual(['adverseOutcome', 'favourable', 'groups', 'inputs']);
  });

  it('compares no scores where the person has none, and knows no person that is not counted', async () => {
    const { counts } = await cohort(rows, people, null);
    expect(counts.every(({ scored }) => scored === 0)).toBe(true);
    const without = await cohort(rows.slice(1), people);
    expect(without.person).toBeNull();
  });

  it('does not depend on the order of rows', async () => {
    expect(await cohort([...rows].reverse(), people)).toEqual(await cohort(rows, people));
  });

  it('thins a large pool by a hash of the ids', async () => {
    const { log } = await temporaryLog({
      parquet: {
        'log.parquet': `SELECT CASE WHEN range = 0 THEN 'p' ELSE 'i' || range END AS id, '2025-01-01' AS at, 'v1' AS model,
          0.5 AS score, 'no' AS decision, '' AS outcome, range AS income, 1 AS debt FROM range(30001)`,
      },
    });
    const found = await log.cohort(AS_OF, { modelVersion: 'v1' }, { predictionId: 'p', score: 0.5, columns });
    expect(found.wholeRows).toBe(30_000);
    expect(found.applicants.length).toBeLessThanOrEqual(20_000);
    expect(found.applicants.length).toBeGreaterThan(18_000);
  });
});
