import { beforeAll, describe, expect, it } from 'vitest';
import type { ExplainAnswer } from '../../src/core/answers.ts';
import { commandLine, documentOf } from '../_support/command-line.ts';
import { sampleCase } from '../_support/places.ts';

describe('the examination of a denied application', () => {
  let answer: ExplainAnswer;
  beforeAll(async () => {
    answer = documentOf<ExplainAnswer>(await commandLine('explain', 'BM-001037', '--case', sampleCase, '--json'));
  });

  /** A part that must be there. */
  function part<T extends object>(found: T | { notAvailable: string }): T {
    if ('notAvailable' in found) throw new Error(found.notAvailable);
    return found;
  }

  it('runs the other reference beside the named one, with people of its own', () => {
    const other = part(answer.examination.alternativeReference);
    expect(answer.background.reference).toBe('applicants');
    expect(other.background.population).toBe('approved-near-cutoff');
    expect(other.background.sha256).not.toBe(answer.background.sha256);
    expect(other.background.band).toMatchObject({ declared: 0.05, rows: 8 });
    expect(other.baseValue).toBeLessThan(answer.baseValue);
    const sum = other.attributions.reduce((total, { attribution }) => total + attribution, other.baseValue);
    expect(sum + other.residual).toBeCloseTo(answer.value, 9);
    const largest = part(other.largestChange ?? { notAvailable: 'no change' });
    const index = answer.features.findIndex(({ name }) => name === largest.feature);
    expect(largest.difference).toBeCloseTo(
      other.attributions[index]!.attribution - answer.features[index]!.attribution,
      12,
    );
  });

  it('takes the overlap of the reasons from both lists', () => {
    const other = part(answer.examination.alternativeReference);
    const [here, there] = [answer.reasons, other.reasons].map((list) => list.map(({ feature }) => feature));
    expect(other.sharedReasons).toEqual(here!.filter((feature) => there!.includes(feature)));
    expect(other.sameReasons).toBe(here!.join() === there!.join());
  });

  it('says what the listed reasons carry', () => {
    const { reasonTests } = answer.examination;
    const towards = answer.features.filter(({ attribution }) => attribution > 0);
    const total = towards.reduce((sum, { attribution }) => sum + attribution, 0);
    const listed = answer.reasons.reduce((sum, { attribution }) => sum + attribution, 0);
    expect(reasonTests?.totalAdverse).toBeCloseTo(total, 12);
    expect(reasonTests?.listedShare).toBeCloseTo(listed / total, 12);
    expect(reasonTests?.crossesCutoff).toBe(reasonTests!.scoreWithoutListed < answer.cutoff);
  });

  it('proposes changes only of what case.yaml declares changeable, on the other side of the cut-off', () => {
    const recourse = part(answer.examination.recourse);
    const changeable = recourse.features.map(({ feature }) => feature);
    expect(changeable).toEqual(['payment-to-income', 'housing-to-income', 'loan-to-value']);
    expect(recourse.proposals.length).toBeGreaterThan(0);
    for (const { changes, score, cost } of recourse.proposals) {
      expect(score).toBeLessThan(answer.cutoff);
      expect(cost).toBe(Math.max(...changes.map(({ shift }) => shift)));
      for (const { feature, from, to } of changes) {
        expect(changeable).toContain(feature);
        expect(Number(to)).toBeLessThan(Number(from));
      }
    }
  });

  it('takes the payments down with the housing expense that is part of them', () => {
    const recourse = part(answer.examination.recourse);
    const [pair] = recourse.proposals.flatMap(({ changes }) => {
      const own = changes.find(({ feature }) => feature === 'housing-to-income');
      const linked = changes.find(({ linkedTo }) => linkedTo === 'housing-to-income');
      return own === undefined || linked === undefined ? [] : [[own, linked]];
    });
    const [own, linked] = pair!.map(({ from, to }) => Number(to) - Number(from));
    expect(linked).toBeCloseTo(own!, 6);
  });

  it('places every feature and looks at how real the mixtures are', () => {
    expect(answer.examination.placements).toHaveLength(answer.features.length);
    expect(part(answer.examination.offManifold)).toMatchObject({ rows: 500, realRows: 252, high: false });
  });

  it('checks with LIME, from which no reason is taken', () => {
    const lime = part(answer.examination.lime);
    expect(lime.weights).toHaveLength(answer.features.length);
    expect(lime.weights.filter((weight) => weight !== null)).toHaveLength(10);
    expect(lime.localError).toBeCloseTo(Math.abs(lime.localPrediction - answer.value), 12);
    expect(lime.r2).toBeGreaterThan(0);
    expect(lime.r2).toBeLessThan(1);
    expect(lime.seed).not.toBe(answer.seed);
  });
});

it('states no reason and searches no recourse where nothing was denied', async () => {
  const answer = documentOf<ExplainAnswer>(await commandLine('explain', 'BM-000500', '--case', sampleCase, '--json'));
  expect(answer.value).toBeLessThan(answer.cutoff);
  expect(answer.reasons).toEqual([]);
  expect(answer.examination).toMatchObject({
    noReasonBecause: 'the decision on record is not against the person',
    reasonTests: null,
    recourse: { notAvailable: 'the decision on record is not against the person' },
    alternativeReference: { reasons: [], sharedReasons: [] },
  });
});
