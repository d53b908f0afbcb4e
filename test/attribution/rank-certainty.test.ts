import { describe, expect, it } from 'vitest';
import { rankCertainty } from '../../src/attribution/rank-certainty.ts';

const about = { adverseIsHigh: true, seed: '0123456789abcdef0123456789abcdef' };
const each = (attribution: number, standardError: number) => ({
  attribution,
  standardError,
  backgroundStandardError: 0,
});

describe('rankCertainty', () => {
  const attributions = [each(1, 1), each(0, 1)];

  it('errors that go together do not tie, errors that go apart do', () => {
    expect(rankCertainty({ attributions, covariance: [1, 0.99, 1] }, about).areTied(0, 1)).toBe(false);
    expect(rankCertainty({ attributions, covariance: [1, -0.5, 1] }, about).areTied(0, 1)).toBe(true);
  });

  it('takes errors to be independent where their covariance is not stated', () => {
    const apart = [each(2.9, 1), each(0, 1)];
    expect(rankCertainty({ attributions: apart }, about).areTied(0, 1)).toBe(false);
    expect(rankCertainty({ attributions: [each(2.8, 1), each(0, 1)] }, about).areTied(1, 0)).toBe(true);
    expect(rankCertainty({ attributions: apart }, about).topFour![0]).toBeGreaterThan(0.99);
  });

  it('says nothing of places where the background cannot tell', () => {
    expect(rankCertainty({ attributions, covariance: null }, about).topFour).toBeNull();
  });

  it('turns with the adverse direction', () => {
    const sure = [each(1, 0), each(-1, 0)];
    expect([...rankCertainty({ attributions: sure, covariance: [0, 0, 0] }, about).topFour!]).toEqual([1, 0]);
    const low = rankCertainty({ attributions: sure, covariance: [0, 0, 0] }, { ...about, adverseIsHigh: false });
    expect([...low.topFour!]).toEqual([0, 1]);
  });
});
