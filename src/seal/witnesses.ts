import type { VerifyCheck } from '../core/answers.ts';
import { sha256Hex } from '../core/sha256.ts';
import { type Attempt, attempt } from './attempt.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { manifestFault } from './manifest-fault.ts';
import type { Folder } from './read-folder.ts';
import { SEAL } from './seal-paths.ts';
import { readSha256sums } from './sha256sums.ts';
import { type Claims, readStatement } from './statement.ts';
import type { Signature } from './verify-signature.ts';

/** What the folder should hold, by its best witness. */
export interface Testimony {
  /** Path to digest; null where nothing sound gives the digest. Null when nothing sound lists the files. */
  expected: Map<string, string | null> | null;
  /** The statement, where it is signed or its digest is confirmed. */
  claims: Claims | null;
  checks: VerifyCheck[];
}

/**
 * Hears the statement, the manifest and the checksums, in this order: each must agree with those before it, and
 * is not believed if it does not. So one damaged file is accused alone, not all those of which it speaks.
 */
export function hearWitnesses(folder: Folder, signature: Signature): Testimony {
  const manifest = readSealFile(folder, SEAL.manifest, readManifest);
  const checksums = readSealFile(folder, SEAL.checksums, readSha256sums);
  const statement = hearStatement(folder, signature, [
    ...(manifest.value?.files.filter(({ path }) => path === SEAL.statement).map(({ sha256 }) => sha256) ?? []),
    ...[checksums.value?.get(SEAL.statement) ?? []].flat(),
  ]);
  const sound = hearManifest(manifest, statement.value, folder, signature);
  const expected = expectedFiles(folder, signature, {
    claims: statement.value,
    manifest: sound.value,
    checksums: checksums.value,
  });
  const list = hearChecksums(checksums, expected);
  return {
    expected,
    claims: statement.value,
    checks: [
      checkOf('statement', statementFile(signature), statement),
      checkOf('manifest', SEAL.manifest, sound),
      checkOf('checksums', SEAL.checksums, list),
    ],
  };
}

function checkOf(name: string, file: string, heard: Attempt<unknown>): VerifyCheck {
  return 'fault' in heard ? { name, ok: false, file, message: heard.fault } : { name, ok: true };
}

function statementFile({ state }: Signature): string {
  return state === 'valid' ? SEAL.envelope : SEAL.statement;
}

function readSealFile<T>({ files }: Folder, path: string, read: (bytes: Uint8Array) => T): Attempt<T> {
  const content = files.get(path)?.content;
  return content == null ? { value: null, fault: 'it is missing or was not read' } : attempt(() => read(content));
}

/** The signed statement needs no witness. Another must have the digest that manifest or checksums give, if any does. */
function hearStatement(folder: Folder, signature: Signature, digests: readonly string[]): Attempt<Claims> {
  if (signature.state === 'valid') return attempt(() => readStatement(signature.statement, SEAL.envelope));
  const actual = folder.files.get(SEAL.statement)?.sha256;
  if (digests.length > 0 && actual !== undefined && !digests.includes(actual)) {
    return { value: null, fault: 'it is not the statement that the manifest and the checksums list' };
  }
  return readSealFile(folder, SEAL.statement, readStatement);
}

function hearManifest(
  manifest: Attempt<Manifest>,
  claims: Claims | null,
  folder: Folder,
  signature: Signature,
): Attempt<Manifest> {
  if (manifest.value === null) return manifest;
  const fault = manifestFault(
    manifest.value,
    folder,
    claims === null ? null : statedFiles(claims, folder, signature),
    claims,
  );
  return fault === null ? manifest : { value: null, fault };
}

/** All files but the two indexes, as the statement and its signature give them. */
function statedFiles({ subjects }: Claims, { files }: Folder, signature: Signature): Map<string, string | null> {
  const stated = new Map<string, string | null>(subjects);
  const signed = signature.state === 'valid' ? sha256Hex(signature.statement) : undefined;
  stated.set(SEAL.statement, signed ?? files.get(SEAL.statement)?.sha256 ?? null);
  if (subjects.has(SEAL.publicKey)) {
    stated.set(SEAL.envelope, signature.state === 'valid' ? (files.get(SEAL.envelope)?.sha256 ?? null) : null);
  }
  return stated;
}

interface Sound {
  claims: Claims | null;
  manifest: Manifest | null;
  checksums: Map<string, string> | null;
}

function expectedFiles(
  folder: Folder,
  signature: Signature,
  { claims, manifest, checksums }: Sound,
): Testimony['expected'] {
  const listed = manifest === null ? null : new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  const stated = claims === null ? null : statedFiles(claims, folder, signature);
  const best = stated ?? listed ?? checksums;
  if (best === null) return null;
  const expected = new Map<string, string | null>();
  for (const [path, digest] of best) expected.set(path, digest ?? listed?.get(path) ?? checksums?.get(path) ?? null);
  expected.set(SEAL.manifest, manifest === null ? null : (folder.files.get(SEAL.manifest)?.sha256 ?? null));
  expected.set(SEAL.checksums, null);
  return expected;
}

/** The checksums follow from the rest, so that any other line is a fault of theirs. */
function hearChecksums(checksums: Attempt<Map<string, string>>, expected: Testimony['expected']): typeof checksums {
  if (checksums.value === null || expected === null) return checksums;
  const paths = [...new Set([...expected.keys(), ...checksums.value.keys()])].filter((path) => path !== SEAL.checksums);
  for (const path of paths.sort()) {
    const line = checksums.value.get(path);
    if (line === undefined) return { value: null, fault: `it has no line for "${path}"` };
    if (!expected.has(path))
      return { value: null, fault: `it has a line for "${path}", which is no file of the dossier` };
    const digest = expected.get(path) ?? line;
    if (digest !== line)
      return { value: null, fault: `its line for "${path}" does not agree with the rest of the seal` };
  }
  return checksums;
}
