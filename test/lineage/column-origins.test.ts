import { describe, expect, it } from 'vitest';
import { altered, resolve } from './small-chain.ts';

type Step = [type: string, subtype: string, masking?: boolean];

const input = (name: string, field: string, ...steps: Step[]) => ({
  namespace: 'lake',
  name,
  field,
  transformations: steps.map(([type, subtype, masking = false]) => ({ type, subtype, masking })),
});

/** Column lineage of the training data, from raw.csv. */
async function originsOf(fields: Record<string, unknown[]>, whole: unknown[] = []) {
  const events = altered((all) => {
    all[1]!['outputs'][0].facets.columnLineage = {
      fields: Object.fromEntries(Object.entries(fields).map(([name, inputFields]) => [name, { inputFields }])),
      dataset: whole,
    };
  });
  const { chain, codes } = await resolve({ events });
  return { origins: Object.fromEntries(chain.columns.map(({ column, sources }) => [column, sources])), codes };
}

describe('column origins', () => {
  it('come in the order of the model inputs, sources sorted, each once by its most direct path', async () => {
    const { origins } = await originsOf({
      a: [
        input('raw.csv', 'z', ['DIRECT', 'IDENTITY'], ['INDIRECT', 'FILTER']),
        input('raw.csv', 'y', ['DIRECT', 'AGGREGATION'], ['DIRECT', 'IDENTITY']),
      ],
      b: [input('raw.csv', 'x', ['INDIRECT', 'JOIN'])],
    });
    const raw = { dataset: 'raw.csv', masked: false };
    expect(origins).toEqual({
      a: [
        { ...raw, column: 'y', transformation: 'AGGREGATION' },
        { ...raw, column: 'z', transformation: 'IDENTITY' },
      ],
      b: [{ ...raw, column: 'x', transformation: 'INDIRECT' }],
    });
  });

  it('keep a mask, and say that a kind is unknown', async () => {
    const { origins } = await originsOf({
      a: [input('raw.csv', 'x', ['DIRECT', 'TRANSFORMATION', true])],
      b: [input('raw.csv', 'y')],
    });
    expect(origins['a']).toMatchObject([{ masked: true }]);
    expect(origins['b']).toMatchObject([{ transformation: 'UNKNOWN' }]);
  });

  it('leave out what the data set as a whole depends on, and name inputs without a source', async () => {
    const { origins, codes } = await originsOf({ a: [input('raw.csv', 'x', ['DIRECT', 'IDENTITY'])] }, [
      input('raw.csv', 'active', ['INDIRECT', 'FILTER']),
    ]);
    expect(origins['b']).toEqual([]);
    expect(codes).toContain('lineage/columns-untraced');
  });

  it('end when a column is derived from itself', async () => {
    const { origins } = await originsOf({
      a: [input('training.parquet', 'b', ['DIRECT', 'IDENTITY'])],
      b: [input('training.parquet', 'a', ['DIRECT', 'IDENTITY']), input('nowhere', 'c', ['DIRECT', 'IDENTITY'])],
    });
    expect(origins['b']).toContainEqual({ dataset: 'nowhere', column: 'c', transformation: 'IDENTITY', masked: false });
  });
});
