import { canonicalJson } from './canonical-json.ts';
import type { About, Manifest } from './manifest.ts';
import type { Folder } from './read-folder.ts';
import type { Claims } from './statement.ts';

/**
 * Why a manifest is not believed, or null. It must follow from the statement, where there is a sound one, and
 * give the right size of every file whose digest it has right.
 *
 * @param stated - path to digest as the statement gives them; null where there is none
 */
export function manifestFault(
  manifest: Manifest,
  folder: Folder,
  stated: ReadonlyMap<string, string | null> | null,
  claims: Claims | null,
): string | null {
  const size = sizeFault(manifest, folder);
  if (stated === null || claims === null) return size;
  if (canonicalJson(aboutOf(manifest)) !== canonicalJson(claims.about))
    return 'it does not speak of what the statement speaks of';
  const paths = new Set([...stated.keys(), ...manifest.files.map(({ path }) => path)]);
  if (paths.size > stated.size) return 'it lists a file that the statement does not know';
  if (paths.size > manifest.files.length) return 'it leaves out a file of the statement';
  for (const { path, sha256 } of manifest.files) {
    if ((stated.get(path) ?? sha256) !== sha256) return `its digest of "${path}" is not that of the statement`;
  }
  return size;
}

function aboutOf({ dossierId, predictionId, createdAt, tool }: About): About {
  return { dossierId, predictionId, createdAt, tool };
}

function sizeFault({ files }: Manifest, folder: Folder): string | null {
  const wrong = files.find(({ path, sha256, bytes }) => {
    const actual = folder.files.get(path);
    return actual?.sha256 === sha256 && actual.size !== bytes;
  });
  return wrong === undefined ? null : `its size of "${wrong.path}" is wrong`;
}
