import type { RegimeProfile } from '../../core/regime.ts';

/** A habit of tools, on differences. */
export const differenceOneTenth: RegimeProfile = {
  id: 'difference-one-tenth',
  title: 'Differences of at most 1/10 on every compared rate',
  jurisdiction: 'none: a habit of tools',
  citation:
    'Documented as a habit by AI Fairness 360 and holisticai; in no law (wording and dates for review by counsel)',
  effectiveFrom: '1978-09-25',
  effectiveTo: null,
  binding: false,
  impactRatio: null,
  difference: { numerator: 1, denominator: 10 },
  everyRate: true,
  significance: 0.05,
};
