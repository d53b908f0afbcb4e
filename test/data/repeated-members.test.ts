import { expect, it } from 'vitest';
import { repeatedMembers } from '../../src/data/repeated-members.ts';

it('tells of a thousand members that are named again, and of no more', () => {
  const items = Array.from({ length: 3000 }, () => '{"a":1,"a":2}');
  const found = repeatedMembers(`[${items.join(',')}]`);
  expect(found).toHaveLength(1000);
  expect(found.at(-1)).toBe('/999/a');
});
