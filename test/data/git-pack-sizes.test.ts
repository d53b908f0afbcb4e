import { describe, expect, it } from 'vitest';
import { openGitBundle } from '../../src/data/git-bundle.ts';
import { assertPackSizes, LARGEST_OBJECT } from '../../src/data/git-pack-sizes.ts';
import { packOf, RawGit } from './raw-git.ts';
import { faultOf } from './temporary-folder.ts';

const BLOB = 3;
const REFERENCE_DELTA = 7;
const bomb = Buffer.alloc(LARGEST_OBJECT + 1);

/** Seven bits a byte, lowest first. */
function numberOf(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 0x80, ...numberOf(Math.floor(value / 128))];
}

describe('a pack', () => {
  it('of small objects is passed', () => {
    const blobs = ['', 'a', 'b'.repeat(5000)].map((text) => ({ type: BLOB, bytes: Buffer.from(text) }));
    expect(() => assertPackSizes(packOf(blobs), 'p')).not.toThrow();
  });

  it('that unpacks to more than is held in memory is refused, whether its sizes are told or hidden', async () => {
    for (const size of [bomb.length, 10]) {
      const pack = packOf([{ type: BLOB, bytes: bomb, size }]);
      expect(pack.length).toBeLessThan(200_000);
      const bundle = Buffer.concat([Buffer.from(`# v2 git bundle\n${'a'.repeat(40)} refs/heads/main\n\n`), pack]);
      expect((await faultOf(openGitBundle(bundle, 'code.bundle'))).code).toBe('input/git-object-too-large');
    }
  });

  it('whose delta makes a larger object is refused', () => {
    const delta = Buffer.from([...numberOf(10), ...numberOf(LARGEST_OBJECT + 1), 0]);
    const pack = packOf([{ type: BLOB, bytes: Buffer.from('x') }]);
    const [head, id] = [packOf([{ type: REFERENCE_DELTA, bytes: delta }]), Buffer.alloc(20)];
    // The id of the base stands between the size, of one byte here, and the delta.
    const forged = Buffer.concat([head.subarray(0, 13), id, head.subarray(13)]);
    expect(() => assertPackSizes(pack, 'p')).not.toThrow();
    expect(() => assertPackSizes(forged, 'p')).toThrow(/more than 128 MiB/);
  });

  it('is no measure for an object outside packs, which is refused by itself', async () => {
    const git = await RawGit.make();
    const commit = git.commit(git.tree([['100644', 'big', git.object('blob', bomb, 1)]]));
    const fault = await faultOf(git.open().then((repository) => repository.file(commit, 'big')));
    expect(fault.code).toBe('input/git-object-too-large');
  });
});
