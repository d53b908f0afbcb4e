import type { VerifyAnswer, VerifyCheck } from '../core/answers.ts';
import { readPublicKey } from './public-key.ts';
import { type Folder, type FolderReader, readFolder } from './read-folder.ts';
import { printablePath } from './safe-path.ts';
import { SEAL_PATHS } from './seal-paths.ts';
import { RECORD_FILES, recordChecks } from './verify-records.ts';
import { readSignature, signatureChecks } from './verify-signature.ts';
import { hearWitnesses, type Testimony } from './witnesses.ts';

export interface VerifyOptions {
  /** PEM of the signer's public key, had from the signer and not from the folder. */
  publicKeyPem?: string;
}

/**
 * Checks a dossier: that every file is as it was sealed, that none is missing or added, that the records rest on
 * one another, and who signed. Any one changed byte makes a check fail that names its file.
 *
 * What it cannot show: in a dossier that is not signed, whoever could write all files could change and seal them
 * anew; a signature without `publicKeyPem` shows that some key signed, not whose.
 *
 * @returns `ok` and all checks. A hostile folder fails checks; it is no error
 * @throws DossierError usage/key-unreadable, usage/key-not-ed25519 for the given key; whatever `list` throws
 */
export async function verifyDossier(reader: FolderReader, options: VerifyOptions = {}): Promise<VerifyAnswer> {
  const given = options.publicKeyPem === undefined ? null : readPublicKey(options.publicKeyPem);
  const folder = await readFolder(reader, new Set([...SEAL_PATHS, ...RECORD_FILES]));
  const signature = readSignature(folder, given);
  const { expected, claims, checks: sealChecks } = hearWitnesses(folder, signature);
  const fileChecks = compareFiles(folder, expected);
  const failed = [...folder.checks, ...sealChecks, ...fileChecks].filter(({ ok }) => !ok);
  const accused = new Set(failed.flatMap(({ file }) => file ?? []));
  const checks = [
    ...folder.checks,
    ...fileChecks,
    ...sealChecks,
    ...recordChecks(folder, claims, accused),
    ...signatureChecks(signature, given, accused),
  ];
  return { ok: checks.every(({ ok }) => ok), checks };
}

function compareFiles({ files, unread }: Folder, expected: Testimony['expected']): VerifyCheck[] {
  if (expected === null) {
    return [
      { name: 'file-set', ok: false, message: 'nothing sound in the folder says which files a dossier of it has' },
    ];
  }
  const paths = [...new Set([...expected.keys(), ...files.keys()])].filter((path) => !unread.has(path)).sort();
  const checks = paths.flatMap((path) => compareFile(path, files.get(path)?.sha256, expected.get(path)));
  const complete = checks.every(({ name }) => name === 'digest');
  return [...(complete ? [{ name: 'file-set', ok: true }] : []), ...checks];
}

/** `expected` is undefined for a file that is not of the dossier, null where its own check says if it is sound. */
function compareFile(path: string, actual: string | undefined, expected: string | null | undefined): VerifyCheck[] {
  const file = printablePath(path);
  if (actual === undefined) return [{ name: 'file-set', ok: false, file, message: 'the file is missing' }];
  if (expected === undefined) return [{ name: 'file-set', ok: false, file, message: 'the file was added' }];
  if (expected === null) return [];
  if (actual === expected) return [{ name: 'digest', ok: true, file }];
  return [{ name: 'digest', ok: false, file, message: `its SHA-256 is ${actual}, but was ${expected} when sealed` }];
}
