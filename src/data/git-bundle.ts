import { createHash } from 'node:crypto';
import { indexPack } from 'isomorphic-git';
import { createFsFromVolume, Volume } from 'memfs';
import { DossierError } from '../core/error.ts';
import { bundleFault, parseBundleHeader } from './git-bundle-header.ts';
import { assertPackSizes } from './git-pack-sizes.ts';
import { type GitRepository, gitRepository } from './git-repository.ts';
import type { GitStore } from './git-store.ts';

const GITDIR = '/repository';
const PACK = 'objects/pack/pack-bundle.pack';

/**
 * Opens a git bundle in memory; neither git nor the file system is used.
 * @throws DossierError input/bundle-unreadable, input/git-object-too-large
 */
export async function openGitBundle(bytes: Uint8Array, fileName: string): Promise<GitRepository> {
  const { refs, packStart } = parseBundleHeader(bytes, fileName);
  const store = await indexed(bytes.subarray(packStart), fileName);
  return gitRepository(store, refs, (cause) => bundleFault(fileName, 'one of its objects is damaged', cause));
}

/** The pack ends in the SHA-1 of what precedes it; a pack that was cut or altered is refused before it is parsed. */
async function indexed(pack: Uint8Array, fileName: string): Promise<GitStore> {
  const checksum = Buffer.from(pack.subarray(-20)).toString('hex');
  if (createHash('sha1').update(pack.subarray(0, -20)).digest('hex') !== checksum) {
    throw bundleFault(fileName, 'its pack was cut or altered');
  }
  const fs = createFsFromVolume(new Volume());
  fs.mkdirSync(`${GITDIR}/objects/pack`, { recursive: true });
  fs.writeFileSync(`${GITDIR}/${PACK}`, pack);
  const store = { fs, gitdir: GITDIR, cache: {} };
  try {
    assertPackSizes(pack, fileName);
    await indexPack({ ...store, dir: GITDIR, filepath: PACK });
  } catch (cause) {
    if (cause instanceof DossierError) throw cause;
    throw bundleFault(fileName, 'its pack cannot be indexed', cause);
  }
  return store;
}
