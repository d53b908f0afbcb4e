import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta, twoSidedStudentP } from '../../src/numeric/incomplete-beta.ts';
import { expectClose, expectSameP, peerStatistics } from './peer-statistics.ts';

describe('incompleteBeta', () => {
  it.each(peerStatistics.incompleteBeta)('is what SciPy gives at $x for $a, $b', ({ x, a, b, value }) => {
    expectClose(incompleteBeta(x, a, b), value);
  });

  it('is 0 and 1 at the ends, and undone by its quantile', () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
    for (const p of [1e-12, 0.025, 0.5, 0.999]) expectClose(incompleteBeta(betaQuantile(p, 3, 17), 3, 17), p, 1e-13);
  });
});

describe('twoSidedStudentP', () => {
  it.each(peerStatistics.studentTail)('is what SciPy gives for t = $t with $df degrees of freedom', ({ t, df, p }) => {
    expectSameP(twoSidedStudentP(t, df), p);
  });
});
