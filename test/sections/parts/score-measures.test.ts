import { expect, it } from 'vitest';
import { biasMetrics } from '../../../src/bias/metrics/registry.ts';
import { SCORE_MEASURES } from '../../../src/sections/parts/score-measures.ts';

it('names every measure that is computed from scores, and no other', () => {
  const ofScores = biasMetrics.filter(({ kind }) => kind === 'group-scores' || kind === 'pair-scores');
  expect([...SCORE_MEASURES].sort()).toEqual(ofScores.map(({ name }) => name).sort());
});
