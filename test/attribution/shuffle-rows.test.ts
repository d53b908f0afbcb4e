import { describe, expect, it } from 'vitest';
import { shuffleRows } from '../../src/attribution/shuffle-rows.ts';

describe('shuffleRows', () => {
  it('keeps each row whole, in another order that the seed decides', () => {
    const rows = Float64Array.from({ length: 40 }, (_, i) => i);
    const seed = '0123456789abcdef0123456789abcdef';
    const shuffled = shuffleRows(rows, { n: 20, seed });
    const pairs = Array.from({ length: 20 }, (_, row) => [shuffled[2 * row]!, shuffled[2 * row + 1]!]);
    for (const [first, second] of pairs) expect(second).toBe(first! + 1);
    expect(pairs.map(([first]) => first!).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 2 * i));
    expect(shuffled).not.toEqual(rows);
    expect(shuffleRows(rows, { n: 20, seed })).toEqual(shuffled);
  });
});
