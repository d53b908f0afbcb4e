import { describe, expect, it } from 'vitest';
import { turningPointsOf } from '../../../src/attribution/recourse/turning-points.ts';
import { additive, stump } from '../../_support/trees.ts';

const player = (...columns: number[]) => ({ name: 'p', label: 'p', columns });

describe('turningPointsOf', () => {
  it('gives printable values at, below and above each threshold on the column, each once', () => {
    const model = additive([stump(0, Math.fround(0.305)), stump(0, Math.fround(0.305)), stump(1, 12)], 2);
    expect(turningPointsOf([model], player(0))).toEqual([0.3049, 0.305, 0.3051]);
    expect(turningPointsOf([model], player(1))).toEqual([11.99, 12, 12.01]);
  });

  it('gives none for several columns, for what is scaled first, and without trees', () => {
    const model = additive([stump(0, 1)], 2);
    expect(turningPointsOf([model], player(0, 1))).toEqual([]);
    expect(turningPointsOf([{ ...model, plain: false }], player(0))).toEqual([]);
    expect(turningPointsOf([], player(0))).toEqual([]);
  });
});
