import { describe, expect, it } from 'vitest';
import { altered, type Event, resolve } from './small-chain.ts';

const owned = (event: Event, owners: object[]): void => {
  for (const each of [...event['inputs'], ...event['outputs']]) each.facets.ownership = { owners };
};

describe('who answers for a data set', () => {
  it('is told apart by role: stewards are owners, too', async () => {
    const owners = [
      { name: 'team:data', type: 'OWNER' },
      { name: 'ann', type: 'DATA_STEWARD' },
      { name: 'bo', type: 'Business Steward' },
      { name: 'cy' },
    ];
    const events = altered((all) => {
      for (const event of all) owned(event, owners);
    });
    const { chain, codes } = await resolve({ events });
    for (const record of [chain.model, chain.training, ...chain.upstream]) {
      expect(record).toMatchObject({ owners: ['ann', 'bo', 'cy', 'team:data'], stewards: ['ann', 'bo'], domains: [] });
    }
    expect(codes).not.toContain('lineage/steward-missing');
  });

  it('is one issue for all data sets of the chain without a steward', async () => {
    const events = altered((all) => {
      for (const event of all) owned(event, [{ name: 'team:data' }]);
    });
    const { issues } = await resolve({ events });
    const missing = issues.filter(({ code }) => code === 'lineage/steward-missing');
    expect(missing.map(({ message }) => message)).toEqual([
      'no record names a steward of m2.onnx, raw.csv, training.parquet',
    ]);
    expect(missing[0]?.place).toBeDefined();
  });
});
