import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprint, readPublicKey } from '../../src/seal/public-key.ts';
import { alice, keyFromSeed } from './synthetic-folder.ts';

const SPKI_PREFIX = '302a300506032b6570032100';

describe('readPublicKey', () => {
  it('reads the public key of RFC 8032, section 7.1, test 1', () => {
    const { publicPem } = keyFromSeed('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
    const der = readPublicKey(publicPem).export({ type: 'spki', format: 'der' });
    expect(der.toString('hex')).toBe(`${SPKI_PREFIX}d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a`);
  });

  it('refuses keys of other kinds by their name', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(() => readPublicKey(pem)).toThrow(
      expect.objectContaining({ code: 'usage/key-not-ed25519', message: expect.stringContaining('type ec') }),
    );
  });

  it.each([
    ['a text', 'not a key'],
    ['a private key, which does not belong to a verifier', alice.privatePem],
    ['a damaged key', alice.publicPem.replace(/\n[A-Za-z0-9+/]{8}/, '\nAAAAAAAA')],
    ['a cut key', alice.publicPem.slice(0, 60)],
  ])('refuses %s', (_, pem) => {
    expect(() => readPublicKey(pem)).toThrow(expect.objectContaining({ code: 'usage/key-unreadable' }));
  });
});

describe('fingerprint', () => {
  it('is the SHA-256 of the SubjectPublicKeyInfo in DER', () => {
    const base64 = alice.publicPem.replaceAll(/-----[^-]+-----|\s/g, '');
    const expected = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
    expect(fingerprint(readPublicKey(alice.publicPem))).toBe(expected);
  });
});
