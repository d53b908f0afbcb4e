import { describe, expect, it } from 'vitest';
import { HEADER, temporaryLog } from './temporary-folder.ts';

describe('the newest decision', () => {
  it('is the latest time over all files, in UTC', async () => {
    const { log } = await temporaryLog({
      files: {
        'log-1.csv': `${HEADER}a,2025-01-01T23:30:00-05:00,v1,0.1,yes,,1,2\nb,not a time,v1,0.1,yes,,1,2\n`,
        'log-2.ndjson':
          '{"id":"c","at":"2025-01-02T01:00:00Z","model":"v1","score":0.1,"decision":"yes","outcome":null,"income":1,"debt":2}\n',
      },
    });
    expect(await log.newest()).toBe('2025-01-02T04:30:00.000Z');
  });

  it('is null in a log without rows, which is nevertheless a log', async () => {
    const { log } = await temporaryLog({ files: { 'log-1.csv': HEADER, 'log-2.ndjson': '' } });
    expect(await log.newest()).toBeNull();
    expect(await log.ids()).toEqual({ total: 0, ids: [] });
    expect(await log.contingency()).toEqual({
      attributes: [],
      cells: [],
      rowsRead: 0,
      exclusions: [],
      from: '',
      to: '',
    });
  });
});
