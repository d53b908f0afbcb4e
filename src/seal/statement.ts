import { canonicalJson } from './canonical-json.ts';
import { assertPaths, byPath, entryOf, type SealedFile } from './entry.ts';
import { type About, readAbout } from './manifest.ts';
import { parseCanonical } from './parse-canonical.ts';
import { SEAL } from './seal-paths.ts';
import { asFields, asList, digestField, malformed, textOf } from './shape.ts';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** Names the meaning of our predicate; a name, not an address. */
const PREDICATE_TYPE = 'urn:dossier:predicate:dossier:1';

/** On what the dossier rests. A null is a link that the evidence does not give. */
export interface Predicate {
  predictionId: string;
  /** Nothing recorded after this moment was used. */
  asOf: string;
  tool: { name: string; version: string };
  modelSha256: string | null;
  trainingSha256: string | null;
  codeCommit: string | null;
  /** The seed of all sampling. */
  seed: string | null;
}

/** An in-toto statement: these files, by digest, are the dossier of which the predicate speaks. */
export interface Statement {
  _type: typeof STATEMENT_TYPE;
  subject: { name: string; digest: { sha256: string } }[];
  predicateType: typeof PREDICATE_TYPE;
  predicate: Predicate & About;
}

/** @see in-toto Attestation Framework v1, Statement layer */
export function makeStatement(files: readonly SealedFile[], about: About, predicate: Predicate): Statement {
  const entries = files.map(entryOf).sort(byPath);
  return {
    _type: STATEMENT_TYPE,
    subject: entries.map(({ path, sha256 }) => ({ name: path, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: { ...predicate, ...about },
  };
}

/** What a verifier takes from a statement. */
export interface Claims {
  about: About;
  asOf: string;
  /** Path to digest. */
  subjects: Map<string, string>;
}

/** @throws DossierError seal/not-canonical, seal/malformed */
export function readStatement(bytes: Uint8Array, file: string = SEAL.statement): Claims {
  const fields = asFields(parseCanonical(bytes, file), file, 'the statement');
  if (fields['_type'] !== STATEMENT_TYPE || fields['predicateType'] !== PREDICATE_TYPE) {
    throw malformed(file, 'it is not a statement about a dossier');
  }
  const subjects = asList(fields['subject'], file, '"subject"').map((each) => readSubject(each, file));
  const names = subjects.map(({ path }) => path);
  assertPaths(names, file);
  const predicate = asFields(fields['predicate'], file, '"predicate"');
  const same = {
    _type: STATEMENT_TYPE,
    subject: [...subjects].sort(byPath).map(toSubject),
    predicateType: PREDICATE_TYPE,
    predicate,
  };
  if (canonicalJson(same) !== Buffer.from(bytes).toString('utf8'))
    throw malformed(file, 'it is not in order, or has other fields');
  return {
    about: readAbout(predicate, file),
    asOf: textOf(predicate, 'asOf', file),
    subjects: new Map(subjects.map(({ path, sha256 }) => [path, sha256])),
  };
}

function readSubject(value: unknown, file: string): { path: string; sha256: string } {
  const fields = asFields(value, file, 'a subject');
  const digest = asFields(fields['digest'], file, 'the digest of a subject');
  return { path: textOf(fields, 'name', file), sha256: digestField(digest, 'sha256', file) };
}

function toSubject({ path, sha256 }: { path: string; sha256: string }): Statement['subject'][number] {
  return { name: path, digest: { sha256 } };
}
