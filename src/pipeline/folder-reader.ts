import { openCaseFolder } from '../data/case-folder.ts';

/** The files of a folder, for the verifier: no link is followed, nothing outside is read. */
export async function folderReader(directory: string): Promise<{ list(): Promise<string[]>; read(path: string): Promise<Uint8Array> }> {
  const folder = await openCaseFolder(directory);
  return { list: () => folder.list(), read: (path) => folder.read(path) };
}
