import { describe, expect, it } from 'vitest';
import type { Cohort } from '../../src/core/cohort.ts';
import { silent } from '../../src/core/run-context.ts';
import { cohort } from '../../src/pipeline/cohort.ts';
import { gather } from '../../src/pipeline/gather.ts';
import { replay } from '../../src/pipeline/replay.ts';
import { withSession } from '../../src/pipeline/session.ts';

function cohortOf(id: string): Promise<Cohort> {
  const context = { signal: new AbortController().signal, progress: silent };
  return withSession({ caseDirectory: 'sample-cases/boston-mortgage', context }, async (session) => {
    const evidence = await gather(session, id);
    const replayed = await replay(session, evidence);
    try {
      return (await cohort(session, evidence, replayed)) as Cohort;
    } finally {
      await replayed.predictor.release();
    }
  });
}

describe('cohort', () => {
  it('places the person in the cells and scores of the same model version', async () => {
    const found = await cohortOf('BM-001037');
    expect(found).toMatchObject({ modelVersion: 'v2', rows: 872, decision: 'denied', outcome: 'denied' });
    expect(found.score).toEqual({ n: 872, below: 830, equal: 1, decile: 10 });
    expect(found.cell).toEqual({ n: 58, sameDecision: 17, sameOutcome: 7 });
    expect(found.attributes.map(({ group, cell: { n } }) => [group, n])).toEqual([
      ['black', 133],
      ['single', 353],
    ]);
  });

  it('finds five applicants on each side, nearest first, with what differs and nobody named', async () => {
    const { attributes } = await cohortOf('BM-001037');
    for (const { group, matched } of attributes) {
      expect(matched?.own.nearest).toHaveLength(5);
      expect(matched?.others.nearest).toHaveLength(5);
      for (const { nearest, favourable } of [matched!.own, matched!.others]) {
        const distances = nearest.map(({ distance }) => distance);
        expect(distances).toEqual([...distances].sort((one, other) => one - other));
        expect(nearest.filter((each) => each.favourable).length).toBe(favourable);
        for (const each of nearest) expect(each.differences.length).toBeGreaterThan(0);
      }
      expect(matched?.own.nearest.every((each) => each.group === group)).toBe(true);
      expect(matched?.others.nearest.some((each) => each.group === group)).toBe(false);
      expect(matched!.own.candidates + matched!.others.candidates).toBeLessThanOrEqual(matched!.poolRows);
    }
    expect(JSON.stringify(attributes)).not.toMatch(/BM-\d/);
  });
});
