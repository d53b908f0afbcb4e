import type { DatasetName, FileDigest } from '../core/evidence.ts';

/** Looks at the bytes behind what the lineage names. Handed in, so that nothing here touches a file. */
export interface ArtefactProbe {
  /** The file that holds the data set. Null when the case holds none. */
  dataset(name: DatasetName): Promise<FileDigest | null>;
  /** What is known of a commit and, where a path is given, of that file in it. */
  code(repository: string, commit: string, path: string | null): Promise<CodeAnswer>;
}

export interface CodeAnswer {
  /** How far the search came. */
  known: 'repository-missing' | 'commit-missing' | 'file-missing' | 'found';
  author: string | null;
  committedAt: string | null;
  subject: string | null;
  /** Branches that contain the commit. */
  branches: string[];
  /** SHA-256 of the file's text at that commit. Null when there is no file, or no path was given. */
  sha256: string | null;
}
