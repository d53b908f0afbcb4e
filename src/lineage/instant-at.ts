import { member } from '../data/json-value.ts';
import { readTime } from './read-time.ts';

/** The member as a time, in the form in which facts state times. Null for what is none. */
export function instantAt(value: unknown, name: string): string | null {
  return readTime(member(value, name))?.at ?? null;
}
