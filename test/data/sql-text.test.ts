import fc from 'fast-check';
import { expect, it } from 'vitest';
import { identifier, literal, pathLiteral } from '../../src/data/sql-text.ts';
import { temporaryTables } from './temporary-folder.ts';

it('doubles the quotes that would end a name or a text', () => {
  expect(identifier('a"b')).toBe('"a""b"');
  expect(literal("it's")).toBe("'it''s'");
  expect(pathLiteral("/x[1]/*?'")).toBe("'/x[[]1]/[*][?]'''");
});

it('gives DuckDB back every name and text as it was', async () => {
  const tables = await temporaryTables();
  const text = fc.string({ minLength: 1 }).filter((candidate) => !candidate.includes('\0'));
  await fc.assert(
    fc.asyncProperty(text, text, async (name, value) => {
      expect(await tables.query(`SELECT ${literal(value)} AS ${identifier(name)}`)).toEqual([{ [name]: value }]);
    }),
    { seed: 7, numRuns: 100 },
  );
});
