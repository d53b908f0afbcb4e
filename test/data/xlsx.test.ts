import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFrame, readExcel } from 'danfojs-node';
import { describe, expect, it } from 'vitest';
import { unzip } from '../../src/data/unzip.ts';
import { toWorkbook } from '../../src/data/xlsx.ts';
import { temporaryFolder } from '../_support/temporary.ts';

const groups = {
  columns: ['group', 'n', 'n'],
  rows: [
    ['=cmd()', 3, 0.1 + 0.2],
    [null, 5e-324, -1e21],
  ],
};
const empty = { columns: ['a'], rows: [] };

function xml(bytes: Uint8Array, path: string): string {
  const found = unzip(bytes).members?.find(({ name }) => name === path);
  return Buffer.from(found?.bytes ?? []).toString();
}

describe('a workbook of tables', () => {
  it('holds each table as a sheet, which danfojs reads again with all digits', async () => {
    const file = join(temporaryFolder(), 'book.xlsx');
    writeFileSync(file, toWorkbook({ empty, groups: { ...groups, columns: ['group', 'n', 'x'] } }));
    const frame = (await readExcel(file, { sheet: 1 })) as DataFrame;
    expect(Object.values(frame.columns)).toEqual(['group', 'n', 'x']);
    expect(frame.values).toEqual(groups.rows);
  });

  it('shows text as text, though it begins like a formula, and columns of one name', () => {
    const sheet = xml(toWorkbook({ groups }), 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('t="str"><v>=cmd()</v>');
    expect(sheet).not.toContain('<f>');
    expect(sheet.match(/<v>n<\/v>/g)).toHaveLength(2);
  });

  it('has the same bytes at another time, for no member has a date', async () => {
    const one = toWorkbook({ empty, groups });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(Buffer.from(toWorkbook({ empty, groups })).equals(Buffer.from(one))).toBe(true);
    const at = Buffer.from(one).indexOf('PK\u0003\u0004');
    expect(Buffer.from(one).readUInt32LE(at + 10)).toBe(0);
    expect(xml(one, 'docProps/core.xml')).not.toContain('dcterms:created>');
  });

  it('takes what Excel cannot hold: long names, long texts, more rows than a sheet should have', () => {
    const long = { columns: ['a'], rows: [['x'.repeat(40_000)], ...Array.from({ length: 20_001 }, () => [1])] };
    const bytes = toWorkbook({ ['s'.repeat(40)]: long });
    expect(xml(bytes, 'xl/workbook.xml')).toContain(`name="${'s'.repeat(31)}"`);
    const sheet = xml(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('and 2 rows more, in the CSV table');
    expect(sheet).toContain(`<v>${'x'.repeat(32_767)}</v>`);
  });
});
