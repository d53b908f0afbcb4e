import { describe, expect, it } from 'vitest';
import { visualRuns } from '../../src/render/visual-runs.ts';

describe('visualRuns', () => {
  it('leaves text from left to right as it is', () => {
    expect(visualRuns('from left to right (1)')).toEqual(['from left to right (1)']);
  });

  it('turns the words of a name about, and no letter in them, which the font does', () => {
    expect(visualRuns('שרה לוי').join('')).toBe('לוי שרה');
  });

  it('turns nothing of what stands around the name', () => {
    expect(visualRuns('name: שרה לוי, born 1970').join('')).toBe('name: לוי שרה, born 1970');
  });

  it('leaves digits between such words in their order', () => {
    expect(visualRuns('שרה 12.50 לוי').join('')).toBe('לוי 12.50 שרה');
  });

  it('mirrors the brackets that are turned with the words', () => {
    expect(visualRuns('שרה (לוי) כהן').join('')).toBe('כהן (לוי) שרה');
  });

  it('does not turn across a word from left to right', () => {
    expect(visualRuns('שרה and לוי').join('')).toBe('שרה and לוי');
  });
});
