import { describe, expect, it } from 'vitest';
import { pairBudget } from '../../src/lineage/pair-budget.ts';

describe('pairBudget', () => {
  it('refuses too many pairs at once, and too many in all', () => {
    const budget = pairBudget();
    expect(budget.allows(101, 100)).toBe(false);
    for (let index = 0; index < 100; index += 1) expect(budget.allows(100, 100)).toBe(true);
    expect(budget.allows(1, 1)).toBe(false);
  });
});
