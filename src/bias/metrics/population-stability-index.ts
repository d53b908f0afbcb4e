import { stabilityIndex } from '../../numeric/divergence.ts';
import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { referenceBins, rowsOf } from '../score-distribution.ts';

export const populationStabilityIndex: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'population-stability-index',
    title: 'Population stability index of scores',
    answers: 'How far do the scores of a group lie from the bins of the reference group?',
    source: { work: 'Yurdakul and Naranjo 2020, Journal of Risk Model Validation 14(4)' },
    limits: [
      'Bands of 0.10 and 0.25 are a habit, and small groups exceed them by chance.',
      'Where a bin is empty, 1/2 is added to every bin of both.',
    ],
    formula: 'sum (a_b - e_b) ln(a_b / e_b) over bins cut at the deciles of the reference',
    undefinedWhen: ['no_scores'],
    unit: 'nats',
    parity: 0,
  },
  measure: (group, reference) => {
    if (rowsOf(group) === 0 || rowsOf(reference) === 0) return missing('no_scores');
    const bins = referenceBins(group, reference, 10);
    return { value: stabilityIndex(bins.group, bins.reference) };
  },
});
