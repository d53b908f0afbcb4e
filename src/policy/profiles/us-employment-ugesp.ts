import type { RegimeProfile } from '../../core/regime.ts';

/** The four-fifths rule of thumb. */
export const usEmploymentUgesp: RegimeProfile = {
  id: 'us-employment-ugesp',
  title: 'Uniform Guidelines on Employee Selection Procedures, four-fifths rule of thumb',
  jurisdiction: 'United States, employment',
  citation:
    '29 CFR 1607.4(D), a rule of thumb for enforcement agencies; it compares with the group of the highest rate, and here with the declared reference group; the test at 0.05 is a convention (wording and dates for review by counsel)',
  effectiveFrom: '1978-09-25',
  effectiveTo: null,
  binding: false,
  impactRatio: { numerator: 4, denominator: 5 },
  significance: 0.05,
  reference: 'highest-rate',
};
