import type { RegimeProfile } from '../../core/regime.ts';

/** The band that open-source tools ship as their default. */
export const ratioFourFifthsToFiveFourths: RegimeProfile = {
  id: 'ratio-four-fifths-to-five-fourths',
  title: 'Ratios from 4/5 to 5/4 on every compared rate',
  jurisdiction: 'none: a habit of tools',
  citation:
    'Default band of aequitas (tau) and fairmodels (epsilon); in no law (wording and dates for review by counsel)',
  effectiveFrom: '1978-09-25',
  effectiveTo: null,
  binding: false,
  impactRatio: { numerator: 4, denominator: 5 },
  upperRatio: { numerator: 5, denominator: 4 },
  everyRate: true,
  significance: 0.05,
};
