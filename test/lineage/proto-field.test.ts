import { expect, it } from 'vitest';
import { protoField } from '../../src/lineage/proto-field.ts';

it('finds a field under its JSON name or under that of the .proto file', () => {
  expect(protoField({ nextPageToken: 'a' }, 'nextPageToken')).toBe('a');
  expect(protoField({ next_page_token: 'b' }, 'nextPageToken')).toBe('b');
  expect(protoField({ nextPageToken: 'a', next_page_token: 'b' }, 'nextPageToken')).toBe('a');
  expect(protoField({}, 'constructor')).toBeUndefined();
  expect(protoField(null, 'x')).toBeUndefined();
});
