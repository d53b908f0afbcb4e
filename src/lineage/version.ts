import type { Version } from './fact.ts';

/** The digest that a version text carries: 64 hexadecimal digits, bare or after `sha256:`. Null for any other text. */
export function sha256InVersion(text: string): string | null {
  return /^(?:sha-?256[:=-])?([0-9a-f]{64})$/i.exec(text.trim())?.[1]?.toLowerCase() ?? null;
}

/** True when both are known to be the same: by digest, and by name only where a digest is lacking. */
export function isSameVersion(one: Version, other: Version): boolean {
  if (one.sha256 !== null && other.sha256 !== null) return one.sha256 === other.sha256;
  return one.version !== null && one.version === other.version;
}

/** True when both are known and differ. */
function isOtherVersion(one: Version, other: Version): boolean {
  if (one.sha256 !== null && other.sha256 !== null) return one.sha256 !== other.sha256;
  return one.version !== null && other.version !== null && one.version !== other.version;
}

/** The versions that are told apart; records that leave something open are joined to one that they do not contradict. */
export function distinctVersions(seen: readonly Version[]): Version[] {
  const distinct: Version[] = [];
  for (const { version, sha256 } of seen) {
    if (version === null && sha256 === null) continue;
    const twin = distinct.find((known) => !isOtherVersion(known, { version, sha256 }));
    if (twin === undefined) distinct.push({ version, sha256 });
    else Object.assign(twin, { version: twin.version ?? version, sha256: twin.sha256 ?? sha256 });
  }
  return distinct;
}

/** A version in a few characters, for messages and drawings. */
export function versionText({ version, sha256 }: Version): string {
  if (sha256 !== null && (version === null || sha256InVersion(version) !== null)) return `sha256 ${sha256.slice(0, 8)}`;
  return version ?? 'no version';
}
