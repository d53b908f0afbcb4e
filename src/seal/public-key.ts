import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { DossierError } from '../core/error.ts';

/**
 * Reads an Ed25519 public key from PEM (SubjectPublicKeyInfo).
 * @throws DossierError usage/key-unreadable, usage/key-not-ed25519
 */
export function readPublicKey(pem: string): KeyObject {
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) {
    throw new DossierError('usage/key-unreadable', 'the public key is not in PEM form (BEGIN PUBLIC KEY)', {
      hint: 'Write it with: openssl pkey -in private.pem -pubout -out public.pem',
    });
  }
  const key = parse(pem);
  assertEd25519(key);
  return key;
}

function parse(pem: string): KeyObject {
  try {
    return createPublicKey({ key: pem, format: 'pem' });
  } catch (error) {
    throw new DossierError('usage/key-unreadable', 'the public key cannot be read', {
      hint: 'Write it again with: openssl pkey -in private.pem -pubout -out public.pem',
      cause: error,
    });
  }
}

/** @throws DossierError usage/key-not-ed25519 */
export function assertEd25519(key: KeyObject): void {
  if (key.asymmetricKeyType === 'ed25519') return;
  const type = key.asymmetricKeyType ?? 'secret';
  throw new DossierError('usage/key-not-ed25519', `the key is of type ${type}; a dossier is signed with Ed25519`, {
    hint: 'Make a key with: openssl genpkey -algorithm ed25519 -out private.pem',
  });
}

/**
 * The fingerprint of a public key: SHA-256 of its SubjectPublicKeyInfo in DER, in hexadecimal.
 * The same as `openssl pkey -pubin -in signer.pub.pem -outform DER | sha256sum`.
 */
export function fingerprint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
