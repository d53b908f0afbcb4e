import type { Place } from './error.ts';

/** The record on which a statement rests: a file of the case and the line or JSON pointer inside it. */
export type Citation = Required<Place>;

/**
 * How strongly a statement is held, strongest first.
 *
 * - `verified`: recorded, and the bytes or the commit at hand agree with the record
 * - `recorded`: an export says so
 * - `declared`: case.yaml or links.yaml says so, by the word of a person
 * - `inferred`: concluded from names or times; never enough for a release
 */
export type Grade = 'verified' | 'recorded' | 'declared' | 'inferred';

/** Where a published definition or rule can be read. */
export interface Source {
  readonly work: string;
  readonly locator?: string;
  readonly url?: string;
}
