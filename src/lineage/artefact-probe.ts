import type { CodeFileChange, CodeRecord, DatasetName, FileDigest } from '../core/evidence.ts';

/** Looks at the bytes behind what the lineage names. Handed in, so that nothing here touches a file. */
export interface ArtefactProbe {
  /** The file that holds the data set. Null when the case holds none. */
  dataset(name: DatasetName): Promise<FileDigest | null>;
  /** What is known of a commit and, where a path is given, of that file in it. */
  code(repository: string, commit: string, path: string | null): Promise<CodeAnswer>;
  /**
   * Files that differ between two commits, those named first and with their differences. Null when one is not at hand.
   */
  codeChanges(repository: string, from: string, to: string, named: readonly string[]): Promise<CodeChanges | null>;
}

export interface CodeChanges {
  files: CodeFileChange[];
  /** Of which `files` may be the first. */
  filesInAll: number;
  /** True when the commits differ in more files than were looked for. */
  isCut: boolean;
}

export interface CodeAnswer
  extends Pick<
    CodeRecord,
    'author' | 'authoredAt' | 'committer' | 'committedAt' | 'subject' | 'signature' | 'branches' | 'tags' | 'sha256'
  > {
  /** How far the search came. */
  known: 'repository-missing' | 'commit-missing' | 'file-missing' | 'not-a-file' | 'file-not-at-hand' | 'found';
  /** True when the repository at hand lacks older commits, so that a branch may contain the commit unseen. */
  isHistoryCut: boolean;
}
