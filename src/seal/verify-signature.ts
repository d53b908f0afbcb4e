import { type KeyObject, verify } from 'node:crypto';
import type { VerifyCheck } from '../core/answers.ts';
import { attempt } from './attempt.ts';
import { type Envelope, PAYLOAD_TYPE, preAuthEncoding, readEnvelope } from './dsse.ts';
import { fingerprint, readPublicKey } from './public-key.ts';
import type { Folder } from './read-folder.ts';
import { SEAL } from './seal-paths.ts';

export type Signature =
  | { state: 'unsigned' }
  | { state: 'broken'; fault: string }
  /** `statement` are the signed bytes, whatever statement.json holds. */
  | { state: 'valid'; statement: Uint8Array; keyid: string };

/**
 * Finds out whether a key signed the envelope: the given key, or else the one in the folder. A key in the folder
 * proves only that all is of one piece; who signed is for the reader to compare.
 */
export function readSignature({ files }: Folder, given: KeyObject | null): Signature {
  const envelopeBytes = files.get(SEAL.envelope)?.content;
  const pem = files.get(SEAL.publicKey)?.content;
  if (envelopeBytes == null && pem == null) return { state: 'unsigned' };
  if (envelopeBytes == null) return { state: 'broken', fault: 'there is a public key, but no signature' };
  if (pem == null) return { state: 'broken', fault: 'there is a signature, but no public key' };
  const envelope = attempt(() => readEnvelope(envelopeBytes));
  if (envelope.value === null) return { state: 'broken', fault: envelope.fault };
  const own = attempt(() => readPublicKey(Buffer.from(pem).toString('latin1')));
  const key = [given, own.value].find((each) => each !== null && isSignedBy(envelope.value, each));
  if (key != null) return { state: 'valid', statement: envelope.value.payload, keyid: fingerprint(key) };
  return {
    state: 'broken',
    fault: own.value === null ? own.fault : 'the signature does not fit the statement and the key',
  };
}

function isSignedBy({ payload, keyid, signature }: Envelope, key: KeyObject): boolean {
  return keyid === fingerprint(key) && verify(null, preAuthEncoding(PAYLOAD_TYPE, payload), key, signature);
}

/** What the signature shows, in words. `accused` are files whose digests failed, so that none else is blamed. */
export function signatureChecks(
  signature: Signature,
  given: KeyObject | null,
  accused: ReadonlySet<string>,
): VerifyCheck[] {
  if (signature.state === 'broken') {
    const file = accused.has(SEAL.publicKey) && !accused.has(SEAL.envelope) ? SEAL.publicKey : SEAL.envelope;
    return [{ name: 'signature', ok: false, file, message: signature.fault }];
  }
  if (signature.state === 'unsigned') return unsignedChecks(given, accused);
  return [{ name: 'signature', ok: true }, signerCheck(signature.keyid, given)];
}

function unsignedChecks(given: KeyObject | null, accused: ReadonlySet<string>): VerifyCheck[] {
  const message =
    'not signed: the digests show damage and change by accident, but whoever can write to the folder ' +
    'could have changed a file and sealed it anew';
  const name = 'signature';
  if (accused.has(SEAL.envelope))
    return [{ name, ok: false, file: SEAL.envelope, message: 'the signature is missing' }];
  if (given === null) return [{ name, ok: true, message }];
  return [{ name, ok: false, file: SEAL.envelope, message: 'not signed, though a key was given' }];
}

function signerCheck(keyid: string, given: KeyObject | null): VerifyCheck {
  const name = 'signer';
  if (given === null) {
    return { name, ok: true, message: `signed by key ${keyid}; compare it with the signer's published key` };
  }
  if (fingerprint(given) === keyid) return { name, ok: true, message: `signed by the given key ${keyid}` };
  const message = `signed by key ${keyid}, not by the given key ${fingerprint(given)}`;
  return { name, ok: false, file: SEAL.envelope, message };
}
