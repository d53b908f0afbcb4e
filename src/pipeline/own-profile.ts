import { readFile } from 'node:fs/promises';
import { DossierError } from '../core/error.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { parseProfile } from '../policy/parse-profile.ts';

/**
 * Reads a profile of the operator's own.
 * @throws DossierError usage/profile-unreadable, input/profile-invalid
 */
export async function ownProfile(path: string): Promise<RegimeProfile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DossierError('usage/profile-unreadable', `the profile ${path} cannot be read`, {
      cause,
      hint: 'Give the path of a JSON file.',
    });
  });
  return parseProfile(text, path);
}
