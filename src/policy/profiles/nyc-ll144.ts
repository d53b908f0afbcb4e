import type { RegimeProfile } from '../../core/regime.ts';

/** A rule that asks for publication and sets no pass mark. */
export const nycLl144: RegimeProfile = {
  id: 'nyc-ll144',
  title: 'New York City Local Law 144, bias audit tables',
  jurisdiction: 'New York City, automated employment decision tools',
  citation:
    '6 RCNY 5-301 and Administrative Code 20-870: publish rates and impact ratios by sex, race and ethnicity, and their intersections, with the number of people of unknown category; a category of less than 2% of the data may be left out, with the reason (wording and dates for review by counsel)',
  effectiveFrom: '2023-07-05',
  effectiveTo: null,
  binding: false,
  impactRatio: null,
  significance: null,
  reference: 'highest-rate',
  publishes: { leastShare: { numerator: 1, denominator: 50 } },
};
