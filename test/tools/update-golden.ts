import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentRecords, goldenFolder } from '../_support/golden.ts';

// Rewrites the expected records of the sample case. Read the difference before you commit it.

const folder = mkdtempSync(join(tmpdir(), 'dossier-golden-'));
try {
  const records = await currentRecords(join(folder, 'out'));
  mkdirSync(goldenFolder, { recursive: true });
  for (const [name, text] of records) writeFileSync(join(goldenFolder, name), text);
  console.log(`wrote ${[...records.keys()].join(', ')}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
