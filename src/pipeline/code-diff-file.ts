import type { CodeDifference } from '../core/evidence.ts';
import type { OutputFile } from './write-folder.ts';

/** The differences between the code that trained and the code that scored, as one patch; none where there are none. */
export function codeDiffFile(differences: readonly CodeDifference[]): OutputFile[] {
  const commits = new Set<string>();
  const parts: string[] = [];
  for (const { trainedBy, scoredBy, files } of differences) {
    const pair = `${trainedBy.commit} ${scoredBy.commit}`;
    if (commits.has(pair)) continue;
    commits.add(pair);
    for (const { path, diff, isCut } of files ?? []) {
      if (diff.length === 0) continue;
      const header = [
        `--- ${nameOf('training', trainedBy.commit, path)}`,
        `+++ ${nameOf('scoring', scoredBy.commit, path)}`,
      ];
      parts.push([...header, ...diff, ...(isCut ? ['(cut here)'] : []), ''].join('\n'));
    }
  }
  return parts.length === 0 ? [] : [{ path: 'code.diff', bytes: parts.join('') }];
}

/** Quoted where a name holds signs that would end a line, or steer a terminal. */
function nameOf(side: string, commit: string, path: string): string {
  const name = `${side}/${commit.slice(0, 12)}/${path}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u001f\u007f"\\]/.test(name) ? JSON.stringify(name) : name;
}
