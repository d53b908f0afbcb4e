/**
 * The files that seal a dossier, in the order in which they are made. None covers itself or a later one:
 *
 *   file                 covers                                        covered by
 *   signer.pub.pem       -                                             statement, manifest, checksums
 *   statement.json       records, PDF, tables; signer.pub.pem          signature, manifest, checksums
 *   statement.dsse.json  statement.json, by the signature              manifest, checksums
 *   manifest.json        all of the above, and itself by self-digest   checksums; follows from the statement
 *   SHA256SUMS           all of the above and manifest.json            follows from the manifest
 *
 * The two indexes are not signed. Nothing in them is free, though: given the signed statement there is one
 * manifest and one list of checksums, and the verifier compares every byte. The second and third columns say
 * why one changed byte can be told from its neighbours: each file has two witnesses, or one and its own form.
 */
export const SEAL = {
  publicKey: 'signer.pub.pem',
  statement: 'statement.json',
  envelope: 'statement.dsse.json',
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
} as const;

export const SEAL_PATHS: ReadonlySet<string> = new Set(Object.values(SEAL));
