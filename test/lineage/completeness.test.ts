import { describe, expect, it } from 'vitest';
import { altered, probe, resolve } from './small-chain.ts';

async function hops(given: Parameters<typeof resolve>[0] = {}) {
  const { chain } = await resolve(given);
  return Object.fromEntries(chain.completeness.map((hop) => [hop.hop, hop]));
}

describe('completeness', () => {
  it('is 1 for every hop whose facts are all held', async () => {
    const { columns, ...others } = await hops();
    expect(columns).toMatchObject({ needed: 2, held: 0, share: 0, missing: ['the origin of a', 'the origin of b'] });
    expect(Object.values(others).map(({ hop, share }) => [hop, share])).toEqual([
      ['scoring-run', 1],
      ['model', 1],
      ['training-run', 1],
      ['training-data', 1],
      ['feature-code', 1],
      ['sources', 1],
    ]);
  });

  it('counts the facts that one missing file and one missing owner take away', async () => {
    const events = altered((all) => {
      for (const at of [0, 1]) delete all[at]!['inputs'][0].facets.ownership;
    });
    const found = await hops({ events, probe: probe({}) });
    expect(found['model']).toMatchObject({
      needed: 4,
      held: 3,
      missing: ['the bytes of the model, equal to its digest'],
    });
    expect(found['sources']).toMatchObject({ needed: 4, held: 2, share: 0.5 });
  });

  it('holds nothing of a hop that was not found, and needs as much of it', async () => {
    const found = await hops({ prediction: { runId: 'lost' }, asOf: '2025-01-01T02:30:00Z' });
    for (const hop of ['scoring-run', 'model', 'training-run', 'training-data'] as const) {
      expect(found[hop]).toMatchObject({ held: 0, share: 0 });
    }
    expect(found['scoring-run']?.needed).toBe((await hops())['scoring-run']?.needed);
  });

  it('does not count as held what was only inferred', async () => {
    const events = altered((all) => {
      for (const at of [2, 3, 6, 7]) for (const use of all[at]!['inputs']) delete use.facets.version;
    });
    const found = await hops({ events });
    expect(found['training-data']).toMatchObject({
      held: 1,
      missing: expect.arrayContaining(['the version of the training data']),
    });
    const unnamed = await hops({ prediction: { runId: null } });
    expect(unnamed['scoring-run']?.missing).toEqual(['the scoring run, by a record']);
  });
});
