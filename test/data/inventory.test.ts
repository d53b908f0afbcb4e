import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCaseFolder } from '../../src/data/case-folder.ts';
import { inspectFolder } from '../../src/data/inventory.ts';
import { temporaryFolder, temporaryTables, writeParquet } from './temporary-folder.ts';

const EVENT = '{"eventTime":"2025-01-01T00:00:00Z","producer":"https://example.org","run":{"runId":"r"},"job":{}}';

it('tells lineage, models, tables and bundles apart, and names what it cannot read', async () => {
  const root = await temporaryFolder({
    'lineage/events.ndjson': `${EVENT}\n${EVENT}\n`,
    'lineage/all.json': `[\n  ${EVENT}]`,
    'lineage/long.jsonl': `{"eventType":"COMPLETE","job":{"facets":${JSON.stringify('x'.repeat(9000))}}}`,
    'models/a.onnx': 'any bytes',
    'log.csv': 'id,"a ""b"""\n1,2\n',
    'log.ndjson': '{"id":"x","run":3}\n',
    'code.bundle': '# v2 git bundle\n\nPACK',
    'cut.parquet': 'PAR1',
    'notes.txt': 'nothing of this',
    '.git/config': 'hidden',
  });
  await writeParquet(root, { 'data/t.parquet': 'SELECT 1.5::DOUBLE AS score' });
  const folder = await openCaseFolder(root);
  const inventory = await inspectFolder(folder, await temporaryTables());
  expect(inventory).toEqual({
    lineage: ['lineage/all.json', 'lineage/events.ndjson', 'lineage/long.jsonl'],
    models: ['models/a.onnx'],
    tables: [
      { path: 'data/t.parquet', columns: [{ name: 'score', type: 'DOUBLE' }] },
      {
        path: 'log.csv',
        columns: [
          { name: 'id', type: 'VARCHAR' },
          { name: 'a "b"', type: 'VARCHAR' },
        ],
      },
      {
        path: 'log.ndjson',
        columns: [
          { name: 'id', type: 'JSON' },
          { name: 'run', type: 'JSON' },
        ],
      },
    ],
    bundles: ['code.bundle'],
    unreadable: [{ path: 'cut.parquet', message: expect.stringContaining('cut.parquet cannot be read') }],
  });
  expect(await folder.filesRead()).toEqual([]);
  expect(JSON.stringify(inventory)).not.toContain(join(root, 'cut'));
});
