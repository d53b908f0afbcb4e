import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/numeric/benjamini-hochberg.ts';
import { expectSameP, peerStatistics } from './peer-statistics.ts';

describe('benjaminiHochberg', () => {
  it('is what statsmodels gives', () => {
    const { p, adjusted } = peerStatistics.benjaminiHochberg;
    benjaminiHochberg(p).forEach((found, index) => {
      expectSameP(found ?? Number.NaN, adjusted[index]!);
    });
  });

  it('leaves out what was not tested', () => {
    expect(benjaminiHochberg([null, 0.5, null])).toEqual([null, 0.5, null]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});
