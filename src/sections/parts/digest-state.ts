import type { DatasetRecord } from '../../core/evidence.ts';

type Digests = Pick<DatasetRecord, 'recordedSha256' | 'sha256' | 'verified'>;

/** How the digest of a file compares with the one that the lineage recorded. */
export type DigestState = 'equal' | 'different' | 'not-recorded' | 'no-file';

export function digestState({ recordedSha256, sha256, verified }: Digests): DigestState {
  if (verified) return 'equal';
  if (sha256 === null) return 'no-file';
  return recordedSha256 === null ? 'not-recorded' : 'different';
}
