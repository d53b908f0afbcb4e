import { describe, expect, it } from 'vitest';
import { type ModelAnswers, type ReasonFeature, reasonFlags } from '../../src/attribution/reason-flags.ts';
import type { FeatureDeclaration } from '../../src/core/case.ts';

const source = (column: string, transformation = 'IDENTITY') => ({
  ...{ dataset: 'raw', column, transformation, masked: false },
});

function codes(
  declared: Partial<FeatureDeclaration>,
  feature: Partial<ReasonFeature> = {},
  answers: Partial<ModelAnswers> = {},
): string[] {
  const declaration: FeatureDeclaration = {
    ...{ name: 'f', label: 'F', columns: ['c'], prohibitedBasis: false },
    ...{ reason: { code: 'R1', text: 'Text' }, ...declared },
  };
  const whole: ReasonFeature = {
    ...{ name: 'f', label: 'F', columns: ['c'], value: '1', sources: [source('c')], declaration },
    ...feature,
  };
  return reasonFlags(whole, { adverseIsHigh: true, ...answers }).map(({ code }) => code);
}

describe('reasonFlags', () => {
  it('has nothing to say of a plain reason', () => {
    expect(codes({})).toEqual([]);
    expect(codes({}, {}, { changeWhenMoved: () => -0.1, isOffManifold: false })).toEqual([]);
  });

  it('holds back what rests on a prohibited basis, or on what is declared to stand for one', () => {
    expect(codes({ prohibitedBasis: true })).toEqual(['prohibited-basis']);
    expect(codes({ proxyFor: 'age' })).toEqual(['declared-proxy']);
    expect(codes({ prohibitedBasis: true, proxyFor: 'age' })).toEqual(['prohibited-basis', 'declared-proxy']);
  });

  it('holds back what rests on a value that was not there', () => {
    expect(codes({}, { value: 'missing' })).toEqual(['missing-value']);
    expect(codes({ missingCodes: [-999, 'unknown'] }, { value: '-999' })).toEqual(['missing-value']);
    expect(codes({ missingCodes: [-999, 'unknown'] }, { value: '-999.0' })).toEqual(['missing-value']);
    expect(codes({ missingCodes: [-999, 'unknown'] }, { value: 'unknown' })).toEqual(['missing-value']);
    expect(codes({ missingCodes: [-999] }, { value: '999' })).toEqual([]);
    expect(codes({}, { isImputed: true })).toEqual(['imputed-value']);
    expect(codes({}, { isImputed: false })).toEqual([]);
  });

  it('holds back what the lineage does not know', () => {
    expect(codes({}, { sources: [] })).toEqual(['no-lineage']);
  });

  it('wants the wording of a derived feature to cover all that it is made of', () => {
    const sources = [source('loan', 'TRANSFORMATION'), source('price', 'TRANSFORMATION'), source('filter', 'INDIRECT')];
    const wording = (covers?: string[]) => ({ reason: { code: 'R1', text: 'Text', covers } });
    expect(codes(wording(), { sources })).toEqual(['wording-misses-sources']);
    expect(codes(wording(['loan']), { sources })).toEqual(['wording-misses-sources']);
    expect(codes(wording(['loan', 'price']), { sources })).toEqual([]);
    expect(codes(wording(), { sources: sources.slice(1) })).toEqual([]);
  });

  it('holds back a reason that the model contradicts when the feature moves alone', () => {
    expect(codes({}, {}, { changeWhenMoved: () => 0.1 })).toEqual(['direction-conflict']);
    expect(codes({}, {}, { changeWhenMoved: () => 0 })).toEqual(['direction-conflict']);
    expect(codes({}, {}, { changeWhenMoved: () => Number.NaN })).toEqual(['direction-conflict']);
    expect(codes({}, {}, { changeWhenMoved: () => 0.1, adverseIsHigh: false })).toEqual([]);
  });

  it('holds back reasons that rest on scores of nobody', () => {
    expect(codes({}, {}, { isOffManifold: true })).toEqual(['off-manifold']);
  });

  it('notes that a wording is lacking', () => {
    expect(codes({ reason: undefined })).toEqual(['no-wording']);
  });
});
