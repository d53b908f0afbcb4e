import { expect, it } from 'vitest';
import { didYouMean, nearNames } from '../../src/data/near-names.ts';

it('orders near names by distance, then by code unit', () => {
  expect(nearNames('colunm', ['column', 'columns', 'colum', 'volume', 'x'])).toEqual(['colum', 'column', 'columns']);
});

it('suggests nothing for a name that is far from all, or absurdly long', () => {
  expect(didYouMean('zzzzzz', ['column'])).toBe('');
  expect(nearNames('a'.repeat(10_000), ['a'.repeat(10_000)])).toEqual([]);
});
