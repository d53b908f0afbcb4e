import type { RegimeProfile } from '../../core/regime.ts';

/** The test that courts took up, without a ratio. */
export const usLitigation2sd: RegimeProfile = {
  id: 'us-litigation-2sd',
  title: 'Two standard deviations',
  jurisdiction: 'United States, litigation statistics',
  citation:
    'Castaneda v. Partida, 430 U.S. 482 (1977), note 17, and Hazelwood School District v. United States, 433 U.S. 299 (1977), speak of two or three standard deviations; p below 0.05 is |z| above 1.96 (wording and dates for review by counsel)',
  effectiveFrom: '1977-03-23',
  effectiveTo: null,
  binding: false,
  impactRatio: null,
  significance: 0.05,
};
