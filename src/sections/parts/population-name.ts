import type { Population } from '../../core/case.ts';

/** The words that name a comparison group in a few syllables. */
export const POPULATION_NAMES: Record<Population, string> = {
  applicants: 'population.applicants',
  'approved-near-cutoff': 'population.approved-near-cutoff',
};
