import { distance } from 'fastest-levenshtein';
import { compareText } from '../core/compare-text.ts';

const LONGEST = 200;

/** The candidates that a misspelt name may have meant, nearest first, by Levenshtein distance without case. */
export function nearNames(name: string, candidates: readonly string[], most: number = 3): string[] {
  if (name.length > LONGEST) return [];
  const bound = Math.ceil(name.length / 3);
  return candidates
    .map((candidate) => ({ candidate, steps: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ steps }) => steps <= bound)
    .sort((a, b) => a.steps - b.steps || compareText(a.candidate, b.candidate))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** `; did you mean "a" or "b"?`, or nothing. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const near = nearNames(name, candidates).map((candidate) => `"${candidate}"`);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
}
