import type { RegimeProfile } from '../../core/regime.ts';

/** After the rule that took the effects test out of Regulation B. The numbers are the same industry habit as before. */
export const usLendingScreenFrom20260721: RegimeProfile = {
  id: 'us-lending-screen-from-2026-07-21',
  title: 'Lending screen, since Regulation B has no effects test',
  jurisdiction: 'United States, lending',
  citation:
    'Industry screening convention, in no regulation; context: Regulation B as amended with effect from 21 July 2026; Fair Housing Act and state law stand apart from it (wording and dates for review by counsel)',
  effectiveFrom: '2026-07-21',
  effectiveTo: null,
  binding: false,
  impactRatio: { numerator: 4, denominator: 5 },
  significance: 0.05,
  monitorRatio: { numerator: 9, denominator: 10 },
  meanDifference: 0.3,
};
