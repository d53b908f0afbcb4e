import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isZip, unzip } from '../../src/data/unzip.ts';

const namesIn = (bytes: Uint8Array): string[] | null => unzip(bytes).members?.map(({ name }) => name) ?? null;

describe('unzip', () => {
  it('gives the files sorted by name, without folders', () => {
    const bytes = zipSync({ 'b/x.json': strToU8('2'), 'a.json': strToU8('1'), empty: {} });
    expect(isZip(bytes)).toBe(true);
    expect(namesIn(bytes)).toEqual(['a.json', 'b/x.json']);
    expect(unzip(bytes).members?.map(({ bytes: each }) => new TextDecoder().decode(each))).toEqual(['1', '2']);
    expect(isZip(strToU8('{"a":1}'))).toBe(false);
  });

  it.each(['../up.json', 'a/../../up.json', '/root.json', 'C:\\x.json', 'a\\b.json', '__proto__'])(
    'refuses an archive that holds %s',
    (name) => {
      const plain = zipSync({ ['n'.repeat(name.length)]: strToU8('1') });
      const text = new TextDecoder('latin1').decode(plain).replaceAll('n'.repeat(name.length), name);
      expect(namesIn(Uint8Array.from(text, (character) => character.charCodeAt(0)))).toBeNull();
    },
  );

  it('refuses two files of one name', () => {
    const text = new TextDecoder('latin1').decode(zipSync({ 'a.json': strToU8('1'), 'b.json': strToU8('2') }));
    expect(namesIn(Uint8Array.from(text.replaceAll('b.json', 'a.json'), (each) => each.charCodeAt(0)))).toBeNull();
  });

  it('refuses a bomb before it unpacks it', () => {
    const bomb = zipSync({ 'a.json': new Uint8Array(2 ** 20) });
    const size = new DataView(bomb.buffer, bomb.byteOffset);
    const directory = new TextDecoder('latin1').decode(bomb).lastIndexOf('PK\u0001\u0002');
    size.setUint32(directory + 24, 2 ** 31, true);
    expect(namesIn(bomb)).toBeNull();
  });

  it('never gives more than a file declares', () => {
    const liar = zipSync({ 'a.json': new Uint8Array(2 ** 20) });
    const view = new DataView(liar.buffer, liar.byteOffset);
    const directory = new TextDecoder('latin1').decode(liar).lastIndexOf('PK\u0001\u0002');
    view.setUint32(directory + 24, 10, true);
    const sizes = unzip(liar).members?.map(({ bytes }) => bytes.length) ?? [];
    for (const length of sizes) expect(length).toBeLessThanOrEqual(10);
  });

  it('refuses what is cut off', () => {
    const bytes = zipSync({ 'a.json': strToU8('1') });
    expect(namesIn(bytes.subarray(0, bytes.length - 5))).toBeNull();
  });
});
