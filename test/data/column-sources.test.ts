import { describe, expect, it } from 'vitest';
import { columnSources } from '../../src/data/column-sources.ts';

const bytes = (...lines: unknown[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
const from = (namespace: unknown, name: unknown) => ({ namespace, name, field: 'x' });

describe('sources of columns', () => {
  it('are those of fields and of whole data sets, each once, of inputs and outputs', () => {
    const facets = {
      columnLineage: {
        fields: { a: { inputFields: [from('s3://l', 'a.csv'), from('s3://l', 'b.csv')] } },
        dataset: [from('n', 'c')],
      },
    };
    expect(columnSources(bytes({ outputs: [{ facets }] }, '', { inputs: [{ facets }] }))).toEqual([
      'n/c',
      's3://l/a.csv',
      's3://l/b.csv',
    ]);
  });

  it('are those of the lineage facet too', () => {
    const lineage = { inputs: [from('n', 'whole')], fields: { a: { inputs: [from('n', 'part')] } } };
    expect(columnSources(bytes({ outputs: [{ facets: { lineage } }] }))).toEqual(['n/whole', 'n/part']);
  });

  it('are none in lines of another shape, which their reader complains of', () => {
    const odd = [
      { columnLineage: 1 },
      { outputs: { columnLineage: 7 } },
      { outputs: [{ facets: { columnLineage: { fields: { a: null } } } }] },
    ];
    expect(
      columnSources(
        bytes('columnLineage {', ...odd, { outputs: [{ facets: { columnLineage: { dataset: [from(1, 2)] } } }] }),
      ),
    ).toEqual([]);
  });
});
