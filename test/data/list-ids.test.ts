import { expect, it } from 'vitest';
import { faultOf, HEADER, temporaryLog } from './temporary-folder.ts';

const rows = (ids: string[]): string => HEADER + ids.map((id) => `"${id}",2025-01-01,v1,0.1,yes,,1,2\n`).join('');

it('lists each id once, in order of code units, and counts those beyond the limit', async () => {
  const { log } = await temporaryLog({
    files: { 'log-1.csv': rows(['b', 'ä', 'B', 'a']), 'log-2.csv': rows(['a', 'c', '']) },
  });
  expect(await log.ids()).toEqual({ total: 5, ids: ['B', 'a', 'b', 'c', 'ä'] });
  expect(await log.ids({ limit: 2 })).toEqual({ total: 5, ids: ['B', 'a'] });
  expect(await log.ids({ limit: 0 })).toEqual({ total: 5, ids: [] });
  expect((await faultOf(log.ids({ limit: -1 }))).code).toBe('usage/limit-invalid');
});

it('searches plain text in upper and lower case, without wildcards', async () => {
  const { log } = await temporaryLog({ files: { 'log.csv': rows(['BM-1', 'bm-2', '100%', "o'b"]) } });
  expect((await log.ids({ search: 'Bm-' })).ids).toEqual(['BM-1', 'bm-2']);
  expect((await log.ids({ search: '%' })).ids).toEqual(['100%']);
  expect((await log.ids({ search: "'" })).ids).toEqual(["o'b"]);
});
