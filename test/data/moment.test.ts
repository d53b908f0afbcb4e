import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { moment } from '../../src/data/moment.ts';
import { temporaryTables } from './temporary-folder.ts';

describe('a moment', () => {
  it.each([
    ['2025-03-31', '2025-03-31T00:00:00.000Z'],
    ['2025-03-31T17:00:00+02:00', '2025-03-31T15:00:00.000Z'],
    ['2025-03-31 17:00', '2025-03-31T17:00:00.000Z'],
    ['2024-02-29T23:59:59.123456Z', '2024-02-29T23:59:59.123456Z'],
  ])('%s is %s', async (text, iso) => {
    const tables = await temporaryTables();
    expect(await tables.query(`SELECT ${moment(text)} AS at`)).toEqual([{ at: iso }]);
  });

  it.each(['', 'yesterday', '2025-02-30', '2025-13-01', '2025-01-01T25:00', "2025-01-01' OR true --", '2025'])(
    'is not "%s"',
    (text) => {
      expect(() => moment(text)).toThrow(DossierError);
    },
  );
});
