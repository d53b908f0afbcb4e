import { DossierError } from '../core/error.ts';
import { canonicalJson } from './canonical-json.ts';
import { envelopeText } from './dsse.ts';
import { byPath, entryOf, type SealedFile } from './entry.ts';
import { type About, makeManifest } from './manifest.ts';
import { pathFault, pathKey, printablePath } from './safe-path.ts';
import { SEAL, SEAL_PATHS } from './seal-paths.ts';
import { sha256sums } from './sha256sums.ts';
import { readSigner, signStatement } from './sign.ts';
import { makeStatement, type Predicate } from './statement.ts';

/**
 * Seals the files of a dossier: gives the files to be added, as seal-paths.ts lists them. The same files in any
 * order, the same words about them and the same key give the same bytes.
 *
 * @param files - every file of the folder but those of the seal
 * @param privateKeyPem - PEM (PKCS#8) of an Ed25519 private key; without one the dossier is not signed
 * @throws DossierError seal/path-unsafe, seal/path-taken; usage/key-unreadable, usage/key-encrypted,
 *   usage/key-not-ed25519; seal/not-json
 */
export function sealFiles(
  files: readonly SealedFile[],
  about: About,
  predicate: Predicate,
  privateKeyPem?: string,
): SealedFile[] {
  assertSealable(files);
  const signer = privateKeyPem === undefined ? undefined : readSigner(privateKeyPem);
  const publicKey = signer === undefined ? [] : [file(SEAL.publicKey, signer.publicKeyPem)];
  const statement = file(SEAL.statement, canonicalJson(makeStatement([...files, ...publicKey], about, predicate)));
  const envelope =
    signer === undefined ? [] : [file(SEAL.envelope, envelopeText(signStatement(statement.bytes, signer)))];
  const stated = [...publicKey, statement, ...envelope];
  const manifest = file(SEAL.manifest, canonicalJson(makeManifest([...files, ...stated], about)));
  const listed = [...stated, manifest];
  const checksums = file(SEAL.checksums, sha256sums([...files, ...listed].map(entryOf)));
  return [...listed, checksums].sort(byPath);
}

function file(path: string, text: string): SealedFile {
  return { path, bytes: Buffer.from(text) };
}

function assertSealable(files: readonly SealedFile[]): void {
  const taken = new Set([...SEAL_PATHS].map(pathKey));
  for (const { path } of files) {
    const fault = pathFault(path);
    if (fault !== null) throw new DossierError('seal/path-unsafe', `the path "${printablePath(path)}" ${fault}`);
    if (taken.has(pathKey(path))) throw new DossierError('seal/path-taken', `two files want the path "${path}"`);
    taken.add(pathKey(path));
  }
}
