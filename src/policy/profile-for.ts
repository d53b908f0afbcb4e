import { DossierError } from '../core/error.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { regimeProfiles } from './profiles/registry.ts';

const DEFAULT_FAMILY = 'us-lending-screen';

/**
 * The regime profile in force on the day of a decision.
 *
 * @param decidedAt - ISO 8601; its date as written decides, both ends of a profile's dates included
 * @param choice - a profile, the id of one, or a family whose profiles follow on one another in time; the lending screen
 *   when left out
 * @throws DossierError usage/profile-unknown, usage/profile-not-in-force
 * @example profileFor('2026-07-21T09:00:00Z').id; // 'us-lending-screen-from-2026-07-21'
 */
export function profileFor(decidedAt: string, choice: string | RegimeProfile = DEFAULT_FAMILY): RegimeProfile {
  const id = typeof choice === 'string' ? choice : choice.id;
  const known = typeof choice === 'string' ? regimeProfiles : [choice];
  const named = known.filter((profile) => profile.id === id || familyOf(profile) === id);
  if (named.length === 0) {
    throw new DossierError('usage/profile-unknown', `there is no regime profile "${id}"`, {
      hint: `Name one of: ${shipped().join(', ')}; or give a JSON file of your own.`,
    });
  }
  const day = decidedAt.slice(0, 10);
  const inForce = named.find(({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && day <= (effectiveTo ?? day));
  if (inForce !== undefined) return inForce;
  const dates = named.map(({ effectiveFrom, effectiveTo }) => `${effectiveFrom} to ${effectiveTo ?? 'today'}`);
  throw new DossierError('usage/profile-not-in-force', `the regime profile "${id}" was not in force on ${day}`, {
    hint: `It is in force: ${dates.join(', ')}.`,
  });
}

function familyOf({ id }: RegimeProfile): string {
  return id.replace(/-(before|from)-\d{4}-\d{2}-\d{2}$/, '');
}

function shipped(): string[] {
  return [...new Set(regimeProfiles.flatMap((profile) => [familyOf(profile), profile.id]))].sort();
}
