import { expect, it } from 'vitest';
import { datasetOfFqn } from '../../../src/lineage/dataplex/fully-qualified-name.ts';

it.each([
  ['bigquery:bank.risk.loans', 'bigquery', 'bank.risk.loans'],
  ['gcs:lake.`raw/2025.01/a.csv`', 'gs://lake', 'raw/2025.01/a.csv'],
  ['filesystem:localhost.`files/a.txt`', 'file', 'files/a.txt'],
  ['filesystem:host7.`/in/a.txt`', 'file://host7', '/in/a.txt'],
  ['mysql:`db.example:3306`.bank.loans', 'mysql', 'db.example:3306.bank.loans'],
  ['custom', 'dataplex', 'custom'],
  ['gcs:`', 'gcs', ''],
])('%s is in %s the data set %s', (fqn, namespace, name) => {
  expect(datasetOfFqn(fqn)).toEqual({ namespace, name });
});
