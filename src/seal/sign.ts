import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { DossierError } from '../core/error.ts';
import { type Envelope, PAYLOAD_TYPE, preAuthEncoding } from './dsse.ts';
import { assertEd25519, fingerprint } from './public-key.ts';

/** A key that signs, and the public half that goes into the folder. */
export interface Signer {
  privateKey: KeyObject;
  keyid: string;
  publicKeyPem: string;
}

/**
 * Reads an Ed25519 private key from PEM (PKCS#8).
 * @throws DossierError usage/key-unreadable, usage/key-encrypted, usage/key-not-ed25519
 */
export function readSigner(privateKeyPem: string): Signer {
  const privateKey = readPrivateKey(privateKeyPem);
  assertEd25519(privateKey);
  const publicKey = createPublicKey(privateKey);
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, keyid: fingerprint(publicKey), publicKeyPem };
}

function readPrivateKey(pem: string): KeyObject {
  if (/ENCRYPTED/.test(pem)) {
    throw new DossierError('usage/key-encrypted', 'the private key is locked with a passphrase', {
      hint: 'Unlock a copy in a safe place with: openssl pkey -in locked.pem -out private.pem',
    });
  }
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch (error) {
    throw new DossierError('usage/key-unreadable', 'the private key cannot be read', {
      hint: 'Give an Ed25519 key in PEM form, made with: openssl genpkey -algorithm ed25519 -out private.pem',
      cause: error,
    });
  }
}

/**
 * Signs a statement. The same statement and key give the same bytes.
 *
 *     signature = Ed25519(key, PAE("application/vnd.in-toto+json", statement))
 *
 * @see DSSE protocol 1.0.0; RFC 8032, section 5.1.6
 */
export function signStatement(statement: Uint8Array, { privateKey, keyid }: Signer): Envelope {
  const signature = sign(null, preAuthEncoding(PAYLOAD_TYPE, statement), privateKey);
  return { payloadType: PAYLOAD_TYPE, payload: statement, keyid, signature };
}
