import { describe, expect, it } from 'vitest';
import type { GameAttribution } from '../../src/attribution/attribute-game.ts';
import { nextStep, type Standing } from '../../src/attribution/next-step.ts';

const m = 12;
const values = Float64Array.from({ length: m }, (_, i) => m - i);
const spread = (variance: number): Float64Array =>
  Float64Array.from({ length: m * m }, (_, at) => (at % (m + 1) === 0 ? variance : 0));
const found = (coalitions: number, background: number | null): GameAttribution => ({
  ...{ worth: new Float64Array(0), empty: 0, full: 78, values },
  ...{ standardErrors: new Float64Array(m), backgroundErrors: [] },
  covariance: spread(coalitions),
  backgroundCovariance: background === null ? null : spread(background),
});
const at: Standing = {
  ...{ pairs: 100, backgroundRows: 50, left: 1e6, heldRows: 400 },
  ...{ adverseIsHigh: true, precision: 0.01 },
};

describe('nextStep', () => {
  it('doubles the coalitions while drawing them is the larger doubt', () => {
    expect(nextStep(found(1, 0.5), at)).toMatchObject({ pairs: 200, backgroundRows: 50 });
  });

  it('doubles the background rows when drawing these is, or when nothing tells their doubt', () => {
    expect(nextStep(found(0.5, 1), at)).toMatchObject({ pairs: 100, backgroundRows: 100 });
    expect(nextStep(found(0.5, null), at)).toMatchObject({ pairs: 100, backgroundRows: 100 });
  });

  it('adds background rows when coalitions leave no doubt, and stops when both leave none', () => {
    expect(nextStep(found(1e-6, 0.1), at)).toMatchObject({ backgroundRows: 100 });
    expect(nextStep(found(1e-6, 1e-6), at)).toBe('precise');
  });

  it('adds coalitions when all background rows at hand are used', () => {
    expect(nextStep(found(0.5, 1), { ...at, backgroundRows: 400 })).toMatchObject({ pairs: 200, backgroundRows: 400 });
    expect(nextStep(found(1e-6, 1), { ...at, backgroundRows: 400 })).toBe('precise');
  });

  it('adds no more than the budget allows, and stops when that is hardly anything', () => {
    expect(nextStep(found(1, 0), { ...at, left: 2 * 50 * 30 })).toMatchObject({ pairs: 130 });
    expect(nextStep(found(0, 1), { ...at, left: 202 * 7 })).toMatchObject({ backgroundRows: 57 });
    expect(nextStep(found(1, 0), { ...at, left: 2 * 50 * 3 })).toBe('budget');
  });

  it('says when there is nothing left to play', () => {
    expect(nextStep(found(0, 1), { ...at, pairs: 2047, backgroundRows: 400 })).toBe('exhausted');
    expect(nextStep(found(1, 0), { ...at, pairs: 2000 })).toMatchObject({ pairs: 2047 });
  });

  it('spends all where no precision is enough', () => {
    expect(nextStep(found(1e-9, 0), { ...at, precision: 0 })).toMatchObject({ pairs: 200 });
  });
});
