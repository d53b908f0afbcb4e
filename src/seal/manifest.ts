import { sha256Hex } from '../core/sha256.ts';
import { canonicalJson } from './canonical-json.ts';
import { assertPaths, byPath, type Entry, entryOf, type SealedFile } from './entry.ts';
import { parseCanonical } from './parse-canonical.ts';
import { SEAL } from './seal-paths.ts';
import { asFields, asList, digestField, malformed, textOf } from './shape.ts';

/** Of what a dossier speaks, and what made it. */
export interface About {
  dossierId: string;
  predictionId: string;
  /** The as-of time of the evidence; no clock is read. */
  createdAt: string;
  tool: { name: string; version: string };
}

export interface Manifest extends About {
  schema: 'dossier.manifest/1';
  /** Every file but the manifest and SHA256SUMS, in the order of its path. */
  files: Entry[];
  /** SHA-256 of the canonical form, with its line feed, of this manifest without this field. */
  manifestSha256: string;
}

/** The list of all files with their digests and sizes; the order in which the files come does not matter. */
export function makeManifest(files: readonly SealedFile[], about: About): Manifest {
  return manifestOf(files.map(entryOf), about);
}

function manifestOf(entries: readonly Entry[], about: About): Manifest {
  const { dossierId, predictionId, createdAt, tool } = about;
  const body = {
    schema: 'dossier.manifest/1' as const,
    dossierId,
    predictionId,
    createdAt,
    tool: { name: tool.name, version: tool.version },
    files: entries.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })).sort(byPath),
  };
  return { ...body, manifestSha256: sha256Hex(canonicalJson(body)) };
}

/**
 * Reads manifest.json, which must be byte for byte what we would write for its content.
 * @throws DossierError seal/not-canonical, seal/malformed
 */
export function readManifest(bytes: Uint8Array): Manifest {
  const file = SEAL.manifest;
  const fields = asFields(parseCanonical(bytes, file), file, 'the manifest');
  const entries = asList(fields['files'], file, '"files"').map((each) => readEntry(each, file));
  assertPaths(
    entries.map(({ path }) => path),
    file,
  );
  const manifest = manifestOf(entries, readAbout(fields, file));
  if (canonicalJson(manifest) !== Buffer.from(bytes).toString('utf8')) {
    throw malformed(file, 'its own digest (manifestSha256) does not fit its content, or it has other fields');
  }
  return manifest;
}

/** @throws DossierError seal/malformed */
export function readAbout(fields: Record<string, unknown>, file: string): About {
  const tool = asFields(fields['tool'], file, '"tool"');
  return {
    dossierId: textOf(fields, 'dossierId', file),
    predictionId: textOf(fields, 'predictionId', file),
    createdAt: textOf(fields, 'createdAt', file),
    tool: { name: textOf(tool, 'name', file), version: textOf(tool, 'version', file) },
  };
}

function readEntry(value: unknown, file: string): Entry {
  const fields = asFields(value, file, 'an entry of "files"');
  const { bytes } = fields;
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 0) {
    throw malformed(file, 'the size of a file is not a whole number');
  }
  return { path: textOf(fields, 'path', file), sha256: digestField(fields, 'sha256', file), bytes };
}
