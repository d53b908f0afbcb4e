import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listFiles } from '../../src/data/list-files.ts';
import { faultOf, temporaryFolder } from './temporary-folder.ts';

it('gives up on folders that lie too deep', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, ...Array.from({ length: 40 }, () => 'd')), { recursive: true });
  expect((await faultOf(listFiles(root))).code).toBe('input/folder-too-large');
});
