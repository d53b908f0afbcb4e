import type { Verdict } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';

const VERDICTS: Record<Verdict, string> = {
  flagged: 'verdict.flagged',
  'practical-only': 'verdict.practical-only',
  'statistical-only': 'verdict.statistical-only',
  clear: 'verdict.clear',
  inconclusive: 'verdict.inconclusive',
};

/** A verdict in a few words that describe and do not judge. */
export function verdictText(words: Words, verdict: Verdict): string {
  return words(VERDICTS[verdict]);
}
