import type { RegimeProfile } from '../../core/regime.ts';

/** While Regulation B still spoke of an effects test, which never had a number. The numbers are industry habit. */
export const usLendingScreenBefore20260721: RegimeProfile = {
  id: 'us-lending-screen-before-2026-07-21',
  title: 'Lending screen, while Regulation B spoke of an effects test',
  jurisdiction: 'United States, lending',
  citation:
    'Industry screening convention, in no regulation; context: ECOA effects test, 12 CFR 1002.6(a) as then in force (wording and dates for review by counsel)',
  effectiveFrom: '1977-03-23',
  effectiveTo: '2026-07-20',
  binding: false,
  impactRatio: { numerator: 4, denominator: 5 },
  significance: 0.05,
  monitorRatio: { numerator: 9, denominator: 10 },
  meanDifference: 0.3,
};
