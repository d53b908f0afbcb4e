import { describe, expect, it } from 'vitest';
import { UNDATED } from '../../src/lineage/fact.ts';
import { issueLog } from '../../src/lineage/issue-log.ts';
import { recordClock } from '../../src/lineage/record-clock.ts';

describe('recordClock', () => {
  it('says once for each file how many records give no time or no zone', () => {
    const clock = recordClock();
    const log = issueLog();
    expect(clock.at({ file: 'a', at: '/0' }, null, '2024-01-01T00:00:00Z')).toBe('2024-01-01T00:00:00.000Z');
    for (const at of ['/1', '/1', '/2']) expect(clock.at({ file: 'a', at }, 0)).toBe(UNDATED);
    clock.at({ file: 'b', at: '/0' }, '2024-01-01T00:00:00');
    clock.report(log);
    expect(log.issues().map(({ code, message, place }) => [code, message, place])).toEqual([
      [
        'lineage/time-missing',
        'in a, records give no time, taken to hold at any: 2, the first at /1',
        { file: 'a', at: '/1' },
      ],
      [
        'lineage/time-without-zone',
        'in b, records give times without a zone, read as UTC: 1, the first at /0',
        { file: 'b', at: '/0' },
      ],
    ]);
  });
});
