import type { RegimeProfile } from '../../core/regime.ts';

/** Bands for drift of scores, which say nothing of decisions. */
export const psi1025: RegimeProfile = {
  id: 'psi-10-25',
  title: 'Population stability index, 0.10 and 0.25',
  jurisdiction: 'none: a habit of scorecard builders',
  citation:
    'Habit of scorecard monitoring; see Yurdakul and Naranjo 2020 for a test instead; in no law (wording and dates for review by counsel)',
  effectiveFrom: '1978-09-25',
  effectiveTo: null,
  binding: false,
  impactRatio: null,
  significance: 0.05,
  stabilityIndex: { monitor: 0.1, flag: 0.25 },
};
