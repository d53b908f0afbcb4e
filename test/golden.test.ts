import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { currentRecords, GOLDEN_ID, goldenFolder } from './_support/golden.ts';
import { temporaryFolder } from './_support/temporary.ts';

it(`the records of ${GOLDEN_ID} are as expected; after a change that is meant, run npm run golden:update`, async () => {
  const records = await currentRecords(join(temporaryFolder(), 'out'));
  for (const [name, text] of records) {
    expect(text, name).toBe(readFileSync(join(goldenFolder, name), 'utf8'));
  }
});
