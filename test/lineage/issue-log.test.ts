import { describe, expect, it } from 'vitest';
import { issueLog } from '../../src/lineage/issue-log.ts';

describe('issueLog', () => {
  it('keeps twenty issues of a code and file, and counts the others', () => {
    const log = issueLog();
    for (let index = 0; index < 25; index += 1)
      log.report('lineage/event-malformed', 'm', { file: 'a', at: `/${index}` });
    log.report('lineage/event-malformed', 'n', { file: 'b', at: '/0' });
    const issues = log.issues();
    expect(issues).toHaveLength(22);
    expect(issues[20]).toMatchObject({ message: '5 more records of a are like that', place: { file: 'a' } });
    expect(issues[21]).toMatchObject({ message: 'n', severity: 'warning' });
  });
});
