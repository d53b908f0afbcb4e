import { describe, expect, it } from 'vitest';
import { aliasProposals } from '../../src/lineage/alias-proposals.ts';
import { foldGraph } from '../../src/lineage/graph.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { ndjson, run } from './small-chain.ts';

type Name = [namespace: string, name: string];
const use = ([namespace, name]: Name) => ({ namespace, name, facets: {} });

/** One run writes the first, another reads the second. */
function proposed(written: Name, read: Name, beside: Name[] = []) {
  const events = [
    ...run({ id: 'w', job: 'w', from: '01:00', to: '02:00', inputs: beside.map(use), outputs: [use(written)] }),
    ...run({ id: 'r', job: 'r', from: '03:00', to: '04:00', inputs: [use(read)], outputs: [] }),
  ];
  const { facts } = readLineage([{ path: 'e.ndjson', bytes: ndjson(events) }]);
  return aliasProposals(foldGraph(facts, '2026-01-01'));
}

describe('proposals of aliases', () => {
  it.each<[string, Name, Name]>([
    ['name', ['s3://lake', 'curated/hmda'], ['hive://meta', 'curated/hmda']],
    ['case', ['snowflake://x', 'DB.PUBLIC.HMDA'], ['snowflake://x', 'db.public.hmda']],
    ['scheme', ['s3://lake', 'curated/hmda.parquet'], ['s3a://lake', '/curated//hmda.parquet']],
    ['suffix', ['postgres://db', 'bank.public.hmda'], ['jdbc', 'public.hmda']],
  ])('see names that are alike by %s', (because, written, read) => {
    expect(proposed(written, read)).toEqual([
      {
        read: { namespace: read[0], name: read[1] },
        written: { namespace: written[0], name: written[1] },
        because,
      },
    ]);
  });

  it.each<[string, Name, Name]>([
    ['only the last part is alike', ['s3://a', 'curated/data.csv'], ['s3://b', 'raw/data.csv']],
    ['they are one already', ['FILE://lake/', '/a.csv'], ['file://lake', 'a.csv']],
  ])('see nothing where %s', (_, written, read) => {
    expect(proposed(written, read)).toEqual([]);
  });

  it('see nothing where one run uses both', () => {
    const [written, read]: Name[] = [
      ['s3://lake', 'a/b'],
      ['hive', 'a/b'],
    ] as Name[];
    expect(proposed(written as Name, read as Name, [read as Name])).toEqual([]);
  });
});
