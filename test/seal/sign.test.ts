import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSigner, signStatement } from '../../src/seal/sign.ts';
import { alice, keyFromSeed } from './synthetic-folder.ts';

const keyOf = {
  rsa: () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
  ed448: () => generateKeyPairSync('ed448').privateKey,
};

describe('signStatement', () => {
  it('signs as the first vector of the DSSE project, with the key of RFC 8032, section 7.1, test 1', () => {
    // github.com/secure-systems-lab/dsse, testvectors/vectors.json, "single-signature"
    const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
    const statement = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}');
    const { signature } = signStatement(statement, readSigner(keyFromSeed(seed).privatePem));
    expect(Buffer.from(signature).toString('base64')).toBe(
      '2WAfaHm5jluo0w+0rk8uVkluELJYWjSmU9x7EUzx+AyteDGJ4/nqyJXfmAUVFIAoQafWm7AxBZNw5M9ixNHiCA==',
    );
  });

  it('rests on an Ed25519 that gives RFC 8032, section 7.1, test 3', () => {
    const seed = 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7';
    const { privateKey } = readSigner(keyFromSeed(seed).privatePem);
    expect(sign(null, Buffer.from('af82', 'hex'), privateKey).toString('hex')).toBe(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
        '18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    );
  });
});

describe('readSigner', () => {
  it('gives the public half and its fingerprint', () => {
    const signer = readSigner(alice.privatePem);
    expect(signer.publicKeyPem).toBe(alice.publicPem);
    expect(signer.keyid).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(['rsa', 'ed448'] as const)('refuses a key of type %s', (type) => {
    const pem = keyOf[type]().export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => readSigner(pem)).toThrow(
      expect.objectContaining({ code: 'usage/key-not-ed25519', message: expect.stringContaining(type) }),
    );
  });

  it('refuses a locked key and says how to unlock it', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const locked = privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString();
    expect(() => readSigner(locked)).toThrow(
      expect.objectContaining({ code: 'usage/key-encrypted', hint: expect.stringContaining('openssl pkey') }),
    );
  });

  it.each([
    ['a text', 'not a key'],
    ['nothing', ''],
    ['a public key', alice.publicPem],
    ['a cut key', alice.privatePem.slice(0, 60)],
  ])('refuses %s', (_, text) => {
    expect(() => readSigner(text)).toThrow(expect.objectContaining({ code: 'usage/key-unreadable' }));
  });
});
