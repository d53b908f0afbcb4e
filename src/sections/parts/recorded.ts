import type { Citation } from '../../core/citation.ts';
import { hashGroups, utcTime } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';

// Facts that may not have been recorded, which is then said.

export function orNotRecorded(words: Words, text: string | null): string {
  return text ?? words('common.not-recorded');
}

export function timeOf(words: Words, time: string | null): string {
  return time === null ? words('common.not-recorded') : utcTime(time);
}

export function digestOf(words: Words, sha256: string | null): string {
  return sha256 === null ? words('common.not-recorded') : hashGroups(sha256);
}

/** The file and the place in it on which a statement rests. */
export function citationText({ file, at }: Citation): string {
  return `${file}, ${at}`;
}
